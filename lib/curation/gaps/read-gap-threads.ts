import { z } from 'zod'
import { type BestReply, readBestReplies } from '../../community/threads'
import { excerpt, joinPostText, plainTexts } from '../../content'
import { type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows, Resolution } from '../../platform/db'
import { threadIsSeen } from './lock-gaps'

/** A thread of a gap, with the passages that say what is asked and what helped. */
export type GapThreadView = {
  id: number
  slug: string
  title: string
  topic: string
  resolution: 'unanswered' | 'answered' | 'covered'
  replyCount: number
  viewCount: number
  createdAt: Date
  passage: string
  /** The reply that helps most: the accepted one, or else the most useful. */
  useful: { number: number; accepted: boolean; author: string; passage: string } | null
}

const Thread = z.object({
  plain: z.string().nullable(),
  body: z.string().nullable(),
  topic: z.string(),
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  createdAt: z.date(),
  viewCount: z.int(),
  replyCount: z.int(),
  resolution: z.enum(Resolution),
})
const Reply = z.object({ id: z.int(), author: z.string().nullable(), plain: z.string().nullable(), body: z.string().nullable() })

/** A gap with more threads shows those that are read most. */
export const gapThreadsShown = 100
const passageLength = 220

/**
 * Returns the threads of a gap that the viewer sees: those with an accepted reply first, then by how useful their best reply is. Four
 * queries, however many threads.
 */
export async function readGapThreads(viewer: Viewer, gapId: number): Promise<GapThreadView[]> {
  const threads = await queryRows(
    pool(),
    Thread,
    `select t.id, t.slug, t.title, o.name as topic, t.standing as resolution, t.reply_count as "replyCount", t.view_count as "viewCount",
       t.created_at as "createdAt", x.plain, case when x.plain is null then t.body end as body
     from gap_thread m join thread t on t.id = m.thread_id join topic o on o.id = t.topic_id ${joinPostText('x', 't.id', '0')}
     where m.gap_id = $2 and ${threadIsSeen('t', 'o', '$1')} order by t.view_count desc, t.id limit ${gapThreadsShown}`,
    [visibilitiesFor(viewer), gapId],
  )
  const best = await readBestReplies(threads.map(({ id }) => id))
  const [words, useful] = await Promise.all([plainTexts(threads), readUseful([...best.values()])])
  return threads
    .map(({ plain, body, ...thread }, i) => ({
      ...thread,
      passage: excerpt(words[i] ?? '', passageLength),
      useful: useful.get(thread.id) ?? null,
    }))
    .sort((a, b) => byUsefulness(best.get(a.id), best.get(b.id)))
}

async function readUseful(best: BestReply[]): Promise<Map<number, GapThreadView['useful']>> {
  const rows = await queryRows(
    pool(),
    Reply,
    `select r.id, p.display_name as author, x.plain, case when x.plain is null then r.body end as body
     from reply r left join person p on p.id = r.author_id ${joinPostText('x', 'r.thread_id', 'r.number')} where r.id = any($1::int[])`,
    [best.map(({ id }) => id)],
  )
  const words = await plainTexts(rows)
  const byId = new Map(
    rows.map(({ id, author }, i) => [id, { author: author ?? 'Someone', passage: excerpt(words[i] ?? '', passageLength) }]),
  )
  return new Map(
    best.flatMap(({ threadId, id, number, accepted }) => {
      const said = byId.get(id)
      return said ? [[threadId, { number, accepted, ...said }] as const] : []
    }),
  )
}

/** Accepted replies first, then the most useful; threads without a reply last. */
export function byUsefulness(a: BestReply | undefined, b: BestReply | undefined): number {
  const rank = (best: BestReply | undefined) => (best ? (best.accepted ? 2 : 1) : 0)
  return rank(b) - rank(a) || (b?.score ?? 0) - (a?.score ?? 0)
}
