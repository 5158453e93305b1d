/** In SQL, for an answer's alias: the number of the first revision with the text of today. What was said of earlier ones is about another text. */
export const lastMajorNumber = (answer: string) => `coalesce((select m.number from answer_revision m
  where m.answer_id = ${answer}.id and m.number is not null and m.significance = 'major' order by m.number desc limit 1), 1)`

/** In SQL: when that revision was published; `-infinity` before there is one. */
export const lastMajorAt = (answer: string) => `coalesce((select max(m.created_at) from answer_revision m
  where m.answer_id = ${answer}.id and m.number is not null and m.significance = 'major'), '-infinity')`
