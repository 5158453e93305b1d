import { z } from 'zod'
import { type Db, queryRow } from '../platform/db'

/** In SQL, for an answer's alias: the number of the last major revision up to the one with this number. */
const majorUpTo = (answer: string, number: string) => `coalesce(
  (select r.major_number from answer_revision r where r.answer_id = ${answer}.id and r.number = ${number}),
  (select m.number from answer_revision m where m.answer_id = ${answer}.id and m.number <= ${number} and m.significance = 'major'
    order by m.number desc limit 1), 1)`

/**
 * In SQL, for an answer's alias: the number of the revision with which its text of today began, in substance. What was said of earlier
 * ones is about another text. Going back to an earlier text brings back what was said of that.
 */
export const lastMajorNumber = (answer: string) => majorUpTo(answer, `${answer}.revision_number`)

/** In SQL: when that revision was published; `-infinity` where none was major. */
export const lastMajorAt = (answer: string) => `coalesce((select m.created_at from answer_revision m
  where m.answer_id = ${answer}.id and m.number = ${lastMajorNumber(answer)} and m.significance = 'major'), '-infinity')`

const Began = z.object({ number: z.int() })

/** Returns the number of the revision with which the text of this revision began, in substance. */
export async function majorNumberOf(tx: Db, answerId: number, number: number): Promise<number> {
  const text = `select ${majorUpTo('a', '$2::int')} as number from answer a where a.id = $1::int`
  return (await queryRow(tx, Began, text, [answerId, number])).number
}
