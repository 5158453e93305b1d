import { pool } from '../db/client'
import { type Viewer, visibilitiesFor } from '../viewer/viewer'

/** A state a post once had; a reply has no title. */
export type PostRevision = {
  number: number
  title: string
  body: string
  note: string
  createdAt: Date
  author: { name: string; displayName: string } | null
}

/** All states of a thread's opening, newest first, or null for a thread the viewer may not see. */
export async function readThreadHistory(
  viewer: Viewer,
  threadId: number,
): Promise<{ id: number; slug: string; title: string; revisions: PostRevision[] } | null> {
  const {
    rows: [thread],
  } = await pool().query(
    `select t.id, t.slug, t.title, t.body, t.created_at, p.name, p.display_name from thread t join topic o on o.id = t.topic_id left join person p on p.id = t.author_id
     where t.id = $1 and t.hidden_at is null and t.withdrawn_at is null and o.visibility = any($2::visibility[])`,
    [threadId, visibilitiesFor(viewer)],
  )
  if (!thread) return null
  const { rows } = await pool().query(
    `select v.number, v.title, v.body, v.note, v.created_at, p.name, p.display_name from thread_revision v left join person p on p.id = v.author_id
     where v.thread_id = $1 order by v.number desc`,
    [threadId],
  )
  // Until the first edit the thread itself is its only revision.
  const all = rows.length > 0 ? rows : [{ ...thread, number: 1, note: '' }]
  return { id: thread.id, slug: thread.slug, title: thread.title, revisions: all.map(revisionOf) }
}

/** The same of a reply by its number. */
export async function readReplyHistory(
  viewer: Viewer,
  threadId: number,
  number: number,
): Promise<{ id: number; slug: string; title: string; revisions: PostRevision[] } | null> {
  const {
    rows: [reply],
  } = await pool().query(
    `select r.id as reply_id, t.id, t.slug, t.title, r.body, r.created_at, p.name, p.display_name from reply r
     join thread t on t.id = r.thread_id join topic o on o.id = t.topic_id left join person p on p.id = r.author_id
     where r.thread_id = $1 and r.number = $2 and r.hidden_at is null and r.withdrawn_at is null and t.hidden_at is null and o.visibility = any($3::visibility[])`,
    [threadId, number, visibilitiesFor(viewer)],
  )
  if (!reply) return null
  const { rows } = await pool().query(
    `select v.number, v.body, v.note, v.created_at, p.name, p.display_name from reply_revision v left join person p on p.id = v.author_id
     where v.reply_id = $1 order by v.number desc`,
    [reply.reply_id],
  )
  const all = rows.length > 0 ? rows : [{ ...reply, number: 1, note: '' }]
  return { id: reply.id, slug: reply.slug, title: reply.title, revisions: all.map((row) => ({ ...revisionOf(row), title: '' })) }
}

// biome-ignore lint/suspicious/noExplicitAny: a row of the queries above.
function revisionOf(row: any): PostRevision {
  return {
    number: row.number,
    title: row.title,
    body: row.body,
    note: row.note,
    createdAt: row.created_at,
    author: row.name ? { name: row.name, displayName: row.display_name } : null,
  }
}
