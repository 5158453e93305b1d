import { z } from 'zod'
import { type Db, queryRows } from '../../lib/platform/db'

/** Something of the sample that stays, and why, in words for the person who runs the site. */
export type Kept = z.infer<typeof KeptRow>

/** The same as a row of SQL. */
export const KeptRow = z.object({
  kind: z.enum(['thread', 'answer', 'topic', 'tag', 'person']),
  id: z.int(),
  name: z.string(),
  why: z.string(),
})

// By people: anyone who is not of the sample, or whose name someone has taken over.
const isPersons = (column: string) =>
  `${column} is not null and (exists (select 1 from auth_user u where u.person_id = ${column})
    or not exists (select 1 from sample_row p where p.kind = 'person' and p.subject_id = ${column}))`
const isNotSample = (kind: string, column: string) =>
  `not exists (select 1 from sample_row s where s.kind = '${kind}' and s.subject_id = ${column})`

/** Returns threads of the sample that someone has worked on. */
export async function touchedThreads(tx: Db): Promise<Kept[]> {
  return queryRows(
    tx,
    KeptRow,
    `
    select * from (
      select 'thread' as kind, t.id, t.title as name, case
        when exists (select 1 from reply r where r.thread_id = t.id and (${isNotSample('reply', 'r.id')} or ${isPersons('r.author_id')}))
          then 'someone replied to it'
        when ${isPersons('t.author_id')} then 'its author has an account'
        when t.edited_at is not null or t.revision_number > 1
          or exists (select 1 from reply r where r.thread_id = t.id and (r.edited_at is not null or r.body = ''))
          then 'it was edited'
        when exists (select 1 from coverage v where v.thread_id = t.id and (${isNotSample('answer', 'v.answer_id')} or ${isPersons('v.editor_id')} or v.reason <> ''))
          or exists (select 1 from coverage_ruling v where v.thread_id = t.id) then 'editors have worked with it'
        when t.merged_into_id is not null or exists (select 1 from thread m where m.merged_into_id = t.id) then 'it was merged'
        when exists (select 1 from thread_link l where l.to_id = t.id and ${isNotSample('thread', 'l.from_id')}) then 'a thread links to it'
        end as why
      from thread t join sample_row s on s.kind = 'thread' and s.subject_id = t.id) touched
    where why is not null order by id`,
  )
}

/** Returns answers of the sample that someone has worked on. */
export async function touchedAnswers(tx: Db): Promise<Kept[]> {
  return queryRows(
    tx,
    KeptRow,
    `
    select * from (
      select 'answer' as kind, a.id, a.title as name, case
        when exists (select 1 from answer_revision v where v.answer_id = a.id and (${isPersons('v.author_id')} or ${isPersons('v.reviewer_id')}))
          then 'someone with an account wrote or checked it'
        when exists (select 1 from answer_draft d where d.answer_id = a.id) or exists (select 1 from draft_comment c where c.answer_id = a.id)
          then 'there is a draft of it'
        when exists (select 1 from coverage v where v.answer_id = a.id and (${isNotSample('thread', 'v.thread_id')} or ${isPersons('v.editor_id')} or v.reason <> ''))
          or exists (select 1 from coverage_ruling v where v.answer_id = a.id) then 'it covers what people asked'
        when a.successor_id is not null or exists (select 1 from answer o where o.successor_id = a.id) then 'it replaces another, or is replaced'
        end as why
      from answer a join sample_row s on s.kind = 'answer' and s.subject_id = a.id) touched
    where why is not null order by id`,
  )
}
