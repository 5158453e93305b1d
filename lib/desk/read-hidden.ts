import { excerpt, plainText } from '../content/plain-text'
import { pool } from '../db/client'
import { authorize } from '../viewer/policy'
import type { Viewer } from '../viewer/viewer'

/** A hidden opening or reply, or an archived answer, with who put it away and why. */
export type HiddenRow = {
  /** Of its audit entry. */
  id: number
  at: Date
  who: string
  reason: string
  title: string
} & (
  | { kind: 'post'; threadId: number /** 0 for the opening. */; number: number; passage: string }
  | { kind: 'answer'; answerId: number; successor: { slug: string; title: string } | null }
)

const pageSize = 50
const passageLength = 160

/**
 * What editors have hidden or archived and can bring back, the latest first, before an audit entry; `older` is where the
 * next page begins. One query. @throws DomainError `forbidden` unless an editor.
 */
export async function readHidden(viewer: Viewer, before: number | null): Promise<{ rows: HiddenRow[]; older: number | null }> {
  authorize(viewer, 'thread.hide')
  // Each by its latest entry: a post may have been hidden before and brought back.
  const { rows } = await pool().query<Row>(
    `select e.id::float8 as id, e.at, e.reason, coalesce(p.display_name, 'The program') as who, t.id as thread_id, t.title as thread_title,
       coalesce(r.number, 0) as number, left(coalesce(r.body, t.body), 1000) as body,
       a.id as answer_id, a.title as answer_title, s.slug as successor_slug, s.title as successor_title
     from audit_entry e left join person p on p.id = e.person_id
       left join reply r on e.subject_kind = 'reply' and r.id = e.subject_id and r.hidden_at is not null
       left join thread t on (e.subject_kind = 'thread' and t.id = e.subject_id and t.hidden_at is not null and t.merged_into_id is null) or t.id = r.thread_id
       left join answer a on e.subject_kind = 'answer' and a.id = e.subject_id and a.status = 'archived' and a.hidden_at is null
       left join answer s on s.id = a.successor_id
     where e.action in ('thread.hide', 'reply.hide', 'answer.archive') and ($1::bigint is null or e.id < $1) and (t.id is not null or a.id is not null)
       and not exists (select 1 from audit_entry l where l.subject_kind = e.subject_kind and l.subject_id = e.subject_id and l.id > e.id and l.action = e.action)
     order by e.id desc limit $2`,
    [before, pageSize + 1],
  )
  const shown = rows.slice(0, pageSize)
  return { rows: shown.map(rowOf), older: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null }
}

type Row = { id: number; at: Date; who: string; reason: string } & (
  | { answer_id: null; thread_id: number; thread_title: string; number: number; body: string }
  | { answer_id: number; answer_title: string; successor_slug: string | null; successor_title: string }
)

function rowOf(row: Row): HiddenRow {
  const { id, at, who, reason } = row
  if (row.answer_id === null) {
    const passage = excerpt(plainText(row.body), passageLength)
    return { id, at, who, reason, kind: 'post', threadId: row.thread_id, number: row.number, title: row.thread_title, passage }
  }
  const successor = row.successor_slug === null ? null : { slug: row.successor_slug, title: row.successor_title }
  return { id, at, who, reason, kind: 'answer', answerId: row.answer_id, title: row.answer_title, successor }
}
