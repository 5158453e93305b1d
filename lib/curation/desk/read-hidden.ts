import { z } from 'zod'
import { excerpt, plainTexts } from '../../content'
import { authorize, type Viewer } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'

/** A hidden opening or reply (also one that its author deleted), an archived answer or a discarded draft, with who did that and why. */
export type HiddenRow = {
  /** The id of its audit entry. */
  id: number
  at: Date
  who: string
  reason: string
  title: string
} & (
  | {
      kind: 'post'
      threadId: number
      /** 0 for the opening. */
      number: number
      passage: string
      /** By its author. */
      deleted: boolean
      /** The thread must be restored before a reply in it. */
      threadHidden: boolean
    }
  | { kind: 'answer'; answerId: number; successor: { slug: string; title: string } | null }
  | { kind: 'draft'; answerId: number }
)

const pageSize = 50
const passageLength = 160

/** A post that was hidden and, after it was restored, deleted was put away once: the later entry says how. */
const sameAct = (first: string, second: string) =>
  `replace(${first}.action, 'delete', 'hide') = replace(${second}.action, 'delete', 'hide')`

const Row = z.object({
  id: z.number(),
  at: z.date(),
  reason: z.string(),
  who: z.string(),
  thread_id: z.int().nullable(),
  thread_title: z.string().nullable(),
  number: z.int(),
  body: z.string().nullable(),
  thread_hidden: z.boolean(),
  deleted: z.boolean(),
  draft_id: z.int().nullable(),
  draft_title: z.string(),
  answer_id: z.int().nullable(),
  answer_title: z.string().nullable(),
  successor_slug: z.string().nullable(),
  successor_title: z.string().nullable(),
})

/**
 * Returns what was hidden, deleted by its author or archived, and editors can restore, the latest first, before an audit entry; `older` is where the next page
 * begins. One query. @throws DomainError `forbidden` unless an editor.
 */
export async function readHidden(viewer: Viewer, before: number | null): Promise<{ rows: HiddenRow[]; older: number | null }> {
  authorize(viewer, 'thread.hide')
  // Each with its latest entry: a post may have been hidden and restored before.
  const rows = await queryRows(
    pool(),
    Row,
    `select e.id::float8 as id, e.at, e.reason, coalesce(p.display_name, 'The program') as who, t.id as thread_id, t.title as thread_title,
       coalesce(r.number, 0) as number, left(coalesce(r.body, t.body), 1000) as body,
       t.hidden_at is not null as thread_hidden, e.action in ('thread.delete', 'reply.delete') as deleted, d.answer_id as draft_id, coalesce(nullif(d.title, ''), 'Without a title') as draft_title,
       a.id as answer_id, a.title as answer_title, s.slug as successor_slug, s.title as successor_title
     from audit_entry e left join person p on p.id = e.person_id
       left join reply r on e.subject_kind = 'reply' and r.id = e.subject_id and r.hidden_at is not null and r.withdrawn_at is null
       left join thread t on t.id = case e.subject_kind when 'thread' then e.subject_id else r.thread_id end
         and (r.id is not null or (t.hidden_at is not null and t.merged_into_id is null and t.withdrawn_at is null))
       left join answer a on e.action = 'answer.archive' and a.id = e.subject_id and a.status = 'archived' and a.hidden_at is null
       left join answer_draft d on e.action = 'draft.discard' and d.answer_id = e.subject_id and d.discarded_at is not null
         and exists (select 1 from answer b where b.id = d.answer_id and b.status <> 'archived')
       left join answer s on s.id = a.successor_id
     where e.action in ('thread.hide', 'thread.delete', 'reply.hide', 'reply.delete', 'answer.archive', 'draft.discard') and ($1::bigint is null or e.id < $1)
       and coalesce(t.id, a.id, d.answer_id) is not null
       and not exists (select 1 from audit_entry l where l.subject_kind = e.subject_kind and l.subject_id = e.subject_id and l.id > e.id
         and ${sameAct('l', 'e')})
     order by e.id desc limit $2`,
    [before, pageSize + 1],
  )
  const shown = rows.slice(0, pageSize)
  // Nothing is stored of hidden posts.
  const words = await plainTexts(shown.map(({ body }) => ({ plain: null, body })))
  return { rows: shown.map((row, i) => rowOf(row, words[i] as string)), older: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null }
}

function rowOf(row: z.infer<typeof Row>, words: string): HiddenRow {
  const { id, at, who, reason } = row
  const own = { id, at, who, reason }
  if (row.thread_id !== null) {
    const passage = excerpt(words, passageLength)
    const threadHidden = row.number > 0 && row.thread_hidden
    return {
      ...own,
      kind: 'post',
      threadId: row.thread_id,
      number: row.number,
      title: row.thread_title ?? '',
      passage,
      deleted: row.deleted,
      threadHidden,
    }
  }
  if (row.draft_id !== null) return { ...own, kind: 'draft', answerId: row.draft_id, title: row.draft_title }
  const successor = row.successor_slug === null ? null : { slug: row.successor_slug, title: row.successor_title ?? '' }
  return { ...own, kind: 'answer', answerId: row.answer_id as number, title: row.answer_title ?? '', successor }
}
