import { z } from 'zod'
import { answerIsLive, authorize, isUncontested, topicIsVisible, type Viewer, visibilitiesFor } from '../../identity/viewer'
import { pool, queryRows, Resolution } from '../../platform/db'

/** A thread of a group. */
export type Alike = {
  id: number
  slug: string
  title: string
  resolution: 'unanswered' | 'answered' | 'covered'
  topic: string
  viewCount: number
  replyCount: number
  createdAt: Date
}

/** Threads that seem to ask the same, the most read first: that one is proposed as the one that stays. */
export type DuplicateGroup = {
  threads: Alike[]
  /** How similar two of them are, 0 to 1, by their indexes in `threads`. */
  ties: { a: number; b: number; similarity: number }[]
  views: number
}

/** Above this similarity two threads probably ask the same; unrelated ones have half of it. */
const similarityMin = 0.6
const pairsRead = 1_000
/** A larger group is a subject, not a question. */
const groupMax = 8

const Thread = z.object({
  id: z.int(),
  slug: z.string(),
  title: z.string(),
  resolution: z.enum(Resolution),
  topic: z.string(),
  viewCount: z.int(),
  replyCount: z.int(),
  // Times are text in the JSON of a row.
  createdAt: z.string().transform((time) => new Date(time)),
})
const Pair = z.object({ similarity: z.number(), a: Thread, b: Thread })
const Apart = z.object({ low: z.int(), high: z.int() })
const Likely = z.object({ place: z.int(), id: z.int(), title: z.string() })

/**
 * Returns groups of threads that seem to ask the same, the most viewed first. Pairs that an editor marked, merged, told apart or covered by
 * one answer are left out, and so is content that the viewer may not see. Two queries. @throws DomainError `forbidden`.
 */
export async function readDuplicates(viewer: Viewer, countMax: number): Promise<DuplicateGroup[]> {
  authorize(viewer, 'thread.merge')
  const pairs = await queryRows(
    pool(),
    Pair,
    `with link as (
       select from_id, to_id, nearness from related_link r where from_kind = 'thread' and to_kind = 'thread' and nearness >= $1
         and not exists (select 1 from distinct_threads d where d.low_id = least(from_id, to_id) and d.high_id = greatest(from_id, to_id))
         and not exists (select 1 from thread_link l where l.kind = 'duplicate'
           and (l.from_id, l.to_id) in ((r.from_id, r.to_id), (r.to_id, r.from_id)))
         and not exists (select 1 from thread_link l join thread_link m on m.to_id = l.to_id and m.kind = 'duplicate' and m.from_id = r.to_id
           where l.kind = 'duplicate' and l.from_id = r.from_id)
         and not exists (select 1 from coverage x join coverage y on y.answer_id = x.answer_id and y.thread_id = r.to_id and ${isUncontested('y')}
           where x.thread_id = r.from_id and ${isUncontested('x')})
       order by nearness desc limit $2),
     pair as (select least(from_id, to_id) as low, greatest(from_id, to_id) as high, max(nearness) as nearness from link group by 1, 2),
     seen as (select t.id, t.slug, t.title, t.standing as resolution, o.name as topic, o.visibility, t.view_count as "viewCount", t.reply_count as "replyCount", t.created_at as "createdAt"
       from thread t join topic o on o.id = t.topic_id where t.hidden_at is null and ${topicIsVisible('o', '$3')}
         and t.id in (select low from pair union select high from pair))
     select pair.nearness as similarity, row_to_json(a.*) as a, row_to_json(b.*) as b from pair join seen a on a.id = pair.low join seen b on b.id = pair.high
     where a.visibility = b.visibility
     order by pair.nearness desc, pair.low, pair.high`,
    [similarityMin, pairsRead, visibilitiesFor(viewer)],
  )
  const ids = [...new Set(pairs.flatMap(({ a, b }) => [a.id, b.id]))]
  const apart = await queryRows(
    pool(),
    Apart,
    'select low_id as low, high_id as high from distinct_threads where low_id = any($1) and high_id = any($1)',
    [ids],
  )
  return groupsOf(pairs, new Set(apart.map(({ low, high }) => `${low}/${high}`))).slice(0, countMax)
}

type Pair = z.infer<typeof Pair>

/** Joins pairs, the most similar first, as long as a group is one question and an editor has told no two of it apart. */
export function groupsOf(pairs: Pair[], apart = new Set<string>()): DuplicateGroup[] {
  const areApart = (x: Alike, y: Alike) => apart.has(`${Math.min(x.id, y.id)}/${Math.max(x.id, y.id)}`)
  const groupOf = new Map<number, Set<Alike>>()
  for (const { a, b } of pairs) {
    const one = groupOf.get(a.id) ?? new Set([a])
    const other = groupOf.get(b.id) ?? new Set([b])
    if (one === other || one.size + other.size > groupMax) continue
    if ([...one].some((x) => [...other].some((y) => areApart(x, y)))) continue
    const both = new Set([...one, ...other])
    for (const thread of both) groupOf.set(thread.id, both)
  }
  const groups = [...new Set(groupOf.values())].map((members) => {
    const threads = [...members].sort((x, y) => y.viewCount - x.viewCount || x.id - y.id)
    const place = new Map(threads.map(({ id }, i) => [id, i]))
    const ties = pairs.flatMap(({ a, b, similarity }) => {
      const [from, to] = [place.get(a.id), place.get(b.id)]
      return from === undefined || to === undefined ? [] : [{ a: from, b: to, similarity }]
    })
    return { threads, ties, views: threads.reduce((sum, { viewCount }) => sum + viewCount, 0) }
  })
  return groups.sort((x, y) => y.views - x.views || (x.threads[0]?.id ?? 0) - (y.threads[0]?.id ?? 0))
}

const answersProposed = 4

/**
 * Returns for each group of threads the answers that cover one of them, and those that their related lists name most, for covering. One
 * query.
 */
export async function readLikelyAnswers(viewer: Viewer, groups: number[][]): Promise<{ id: number; title: string }[][]> {
  const rows = await queryRows(
    pool(),
    Likely,
    `select u.place, a.id, a.title from unnest($1::int[], $2::int[]) u(thread_id, place)
       join (select from_id as thread_id, to_id as answer_id, position from related_link where from_kind = 'thread' and to_kind = 'answer'
         union all select thread_id, answer_id, -1 from coverage v where ${isUncontested('v')}) l on l.thread_id = u.thread_id
       join answer a on a.id = l.answer_id and ${answerIsLive('a')}
       join topic o on o.id = a.topic_id and ${topicIsVisible('o', '$3')}
     group by 1, 2, 3 order by min(l.position) >= 0, count(*) desc, min(l.position)`,
    [groups.flat(), groups.flatMap((ids, i) => ids.map(() => i)), visibilitiesFor(viewer)],
  )
  return groups.map((_, i) =>
    rows
      .filter(({ place }) => place === i)
      .slice(0, answersProposed)
      .map(({ id, title }) => ({ id, title })),
  )
}
