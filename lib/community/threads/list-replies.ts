import { z } from 'zod'
import { excerpt, joinPostText, plainTexts } from '../../content'
import { topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { keysetPage, keysetRead, pool, queryRows } from '../../platform/db'

/** A reply as a list shows it, with the words that it begins with. */
export type ReplyRow = {
  id: number
  thread: { id: number; slug: string; title: string }
  number: number
  createdAt: Date
  accepted: boolean
  passage: string
}

export type ReplyListing = { rows: ReplyRow[]; newer: string | null; older: string | null }

export const repliesListed = 20
const passageLength = 200

const Row = z.object({
  id: z.int(),
  value: z.string(),
  thread_id: z.int(),
  slug: z.string(),
  title: z.string(),
  number: z.int(),
  created_at: z.date(),
  accepted_at: z.date().nullable(),
  plain: z.string().nullable(),
  body: z.string().nullable(),
})

/** Returns a page of a person's replies, the newest first. Hidden posts, and those of threads the viewer may not see, are left out. One query. */
export async function listReplies(viewer: Viewer, request: { authorId: number; after?: string; before?: string }): Promise<ReplyListing> {
  const { cursor, direction, sign, ...read } = keysetRead(request, 'time')
  const rows = await queryRows(
    pool(),
    Row,
    `select r.id, r.created_at::text as value, t.id as thread_id, t.slug, t.title, r.number, r.created_at, r.accepted_at,
       left(x.plain, ${2 * passageLength}) as plain, case when x.plain is null then r.body end as body
     from reply r join thread t on t.id = r.thread_id join topic o on o.id = t.topic_id ${joinPostText('x', 't.id', 'r.number')}
     where r.author_id = $1 and r.hidden_at is null and t.hidden_at is null and ${topicIsVisible('o', '$2')}
       ${cursor ? `and (r.created_at, r.id) ${sign} ($4::timestamptz, $5::int)` : ''}
     order by r.created_at ${direction}, r.id ${direction} limit $3`,
    [request.authorId, visibilitiesFor(viewer), repliesListed + 1, ...(cursor ? [cursor.value, cursor.id] : [])],
  )
  const { page, ...cursors } = keysetPage(rows, { count: repliesListed, ...read })
  const words = await plainTexts(page)
  return {
    rows: page.map((row, i) => ({
      id: row.id,
      thread: { id: row.thread_id, slug: row.slug, title: row.title },
      number: row.number,
      createdAt: row.created_at,
      accepted: row.accepted_at !== null,
      passage: excerpt(words[i] ?? '', passageLength),
    })),
    ...cursors,
  }
}
