import { z } from 'zod'
import { renderPosts } from '../../community/mentions'
import { readBestReplies } from '../../community/threads'
import { may, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { db, pool, queryRows } from '../../platform/db'
import { pageTags } from '../../platform/expiry'
import { threadIsSeen } from './lock-gaps'
import { byUsefulness } from './read-gap-threads'

/** A thread that the answer of a gap is written from: its opening and the reply that helps most, as HTML. */
export type GapSource = {
  id: number
  slug: string
  title: string
  opening: string
  useful: { number: number; accepted: boolean; author: string; html: string } | null
}

const sourcesShown = 30

const GapOf = z.object({ id: z.int() })
const Thread = z.object({ id: z.int(), slug: z.string(), title: z.string(), body: z.string() })
const Reply = z.object({ id: z.int(), author: z.string().nullable(), body: z.string() })

/** Returns the gap that an answer was begun from, and its threads that nothing covers yet; null if there is none. Two queries. */
export async function readGapOfAnswer(viewer: Viewer, answerId: number): Promise<{ id: number; threadIds: number[] } | null> {
  if (!may(viewer, 'gap.change')) return null
  const gapOf = `select id from gap where answer_id = $1 and state <> 'gone' order by id desc limit 1`
  const [gap] = await queryRows(pool(), GapOf, gapOf, [answerId])
  if (!gap) return null
  const threads = await queryRows(
    pool(),
    GapOf,
    `select t.id from gap_thread m join thread t on t.id = m.thread_id join topic o on o.id = t.topic_id
     where m.gap_id = $2 and ${threadIsSeen('t', 'o', '$1')} and t.standing <> 'covered' order by t.view_count desc, t.id`,
    [visibilitiesFor(viewer), gap.id],
  )
  return { id: gap.id, threadIds: threads.map(({ id }) => id) }
}

/**
 * Returns the threads of a gap as the sources of its answer, the most useful passage first: threads with an accepted reply, then by how
 * useful the best reply is. A constant number of queries.
 */
export async function readGapSources(viewer: Viewer, gapId: number): Promise<GapSource[]> {
  const threads = await queryRows(
    pool(),
    Thread,
    `select t.id, t.slug, t.title, t.body from gap_thread m join thread t on t.id = m.thread_id join topic o on o.id = t.topic_id
     where m.gap_id = $2 and ${threadIsSeen('t', 'o', '$1')} order by t.view_count desc, t.id limit ${sourcesShown}`,
    [visibilitiesFor(viewer), gapId],
  )
  const best = await readBestReplies(threads.map(({ id }) => id))
  const replies = await queryRows(
    pool(),
    Reply,
    'select r.id, p.display_name as author, r.body from reply r left join person p on p.id = r.author_id where r.id = any($1::int[])',
    [[...best.values()].map(({ id }) => id)],
  )
  const html = await renderPosts(
    db(),
    [
      ...threads.map(({ id, body }) => ({ kind: 'thread' as const, id, body })),
      ...replies.map(({ id, body }) => ({ kind: 'reply' as const, id, body })),
    ],
    threads.map(({ id }) => pageTags.thread(id)),
  )
  const said = new Map(replies.map(({ id, author }, i) => [id, { author: author ?? 'Someone', html: html[threads.length + i] ?? '' }]))
  return threads
    .map(({ id, slug, title }, i) => {
      const { id: replyId = 0, number = 0, accepted = false } = best.get(id) ?? {}
      const reply = said.get(replyId)
      return { id, slug, title, opening: html[i] ?? '', useful: reply ? { number, accepted, ...reply } : null }
    })
    .sort((a, b) => byUsefulness(best.get(a.id), best.get(b.id)))
}
