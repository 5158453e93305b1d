import { z } from 'zod'
import { excerpt, plainTexts, renderText } from '../../content'
import { may, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows } from '../../platform/db'

const Row = z.object({
  id: z.int(),
  /** Of a question, or of the thread that it replies to; null where the author may not see that thread any more. */
  title: z.string().nullable(),
  threadId: z.int().nullable(),
  slug: z.string().nullable(),
  topic: z.string().nullable(),
  tags: z.array(z.string()),
  body: z.string(),
  at: z.date(),
  authorId: z.int(),
  author: z.string(),
  outcome: z.enum(['rejected']).nullable(),
  /** Why it was not published. */
  reason: z.string(),
})

/** A held post: `outcome` is null while it waits. `threadId` is null for a question. */
export type HeldPost = Omit<z.infer<typeof Row>, 'authorId'> & { isMine: boolean }

const columns = `h.case_id as id, case when h.thread_id is null then h.title else t.title end as title, h.thread_id as "threadId", t.slug,
  tp.name as topic, coalesce(h.tags, '{}') as tags, h.created_at as at, h.person_id as "authorId", p.display_name as author, c.outcome, c.reason`
/** The thread is there only if the viewer may see it: its parameter is $2. */
const tables = `held_post h join moderation_case c on c.id = h.case_id join person p on p.id = h.person_id left join topic tp on tp.id = h.topic_id
  left join (thread t join topic o on o.id = t.topic_id and ${topicIsVisible('o', '$2')}) on t.id = h.thread_id and t.hidden_at is null`

/** Returns a held post with its text as HTML for its author or an editor, and null for everyone else. One query. */
export async function readHeld(viewer: Viewer, id: number): Promise<(HeldPost & { html: string }) | null> {
  const [row] = await queryRows(pool(), Row, `select ${columns}, h.body from ${tables} where h.case_id = $1`, [id, visibilitiesFor(viewer)])
  if (!row) return null
  const { authorId, ...post } = row
  const isMine = authorId === viewer.personId
  if (!isMine && !may(viewer, 'held.decide')) return null
  return { ...post, isMine, html: (await renderText(row.body)).html }
}

const shownMax = 50
const passageLength = 200

/** Returns somebody's own held questions or replies, the latest first, with how they begin. One query. */
export async function listOwnHeld(
  viewer: Viewer & { personId: number },
  kind: 'thread' | 'reply',
): Promise<(HeldPost & { passage: string })[]> {
  const rows = await queryRows(
    pool(),
    Row,
    `select ${columns}, left(h.body, 1000) as body from ${tables}
     where h.person_id = $1 and (h.thread_id is null) = $3 order by h.case_id desc limit ${shownMax}`,
    [viewer.personId, visibilitiesFor(viewer), kind === 'thread'],
  )
  const words = await plainTexts(rows.map(({ body }) => ({ plain: null, body })))
  return rows.map(({ authorId: _, ...row }, i) => ({ ...row, isMine: true, passage: excerpt(words[i] ?? '', passageLength) }))
}
