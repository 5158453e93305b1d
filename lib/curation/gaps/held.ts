/** In SQL: somebody says that they are writing the answer of gap `gap`, and their time is not over. */
export const isWriting = (gap: string) => `(${gap}.writer_id is not null and ${gap}.writing_until > now()) is true`

/** In SQL: answer `answer`, which was begun from a gap, is there: it was neither thrown away nor archived. */
export const isBegun = (answer: string) => `${answer}.hidden_at is null and ${answer}.status <> 'archived'`

/** In SQL: there is an answer that was begun from gap `gap`. */
export const hasBegun = (gap: string) => `exists (select 1 from answer begun where begun.id = ${gap}.answer_id and ${isBegun('begun')})`

/** In SQL: somebody is at gap `gap`, which is not to go under their hands. It ends by itself. */
export const isHeld = (gap: string) => `(${isWriting(gap)} or ${hasBegun(gap)})`

/** In SQL: gap `gap` only grows, because somebody decided about it or is at it. */
export const onlyGrows = (gap: string) => `(${gap}.by_hand or ${gap}.state in ('dismissed', 'covered') or ${isHeld(gap)})`
