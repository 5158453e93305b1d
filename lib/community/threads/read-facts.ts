import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'
import type { ReplyFacts } from './usefulness'

/** An author's latest replies say enough about their record. */
const recordReplies = 100

const Scored = z.object({
  id: z.int(),
  threadId: z.int(),
  number: z.int(),
  authorId: z.int().nullable(),
  body: z.string(),
  boosts: z.int(),
  accepted: z.boolean(),
  answers: z.int().nullable(),
  answersOpening: z.boolean(),
  asker: z.int().nullable(),
})
/** A reply with what decides its score. */
export type ScoredReply = z.infer<typeof Scored>

const Record = z.object({ thread: z.int(), author: z.int(), threads: z.int(), accepted: z.int() })
type Records = Map<string, ReplyFacts['record']>

/** Returns the first visible replies of threads, so many of each, in their order. The caller has checked the threads. One query. */
export function readScored(threadIds: number[], repliesMax: number): Promise<ScoredReply[]> {
  return queryRows(pool(), Scored, {
    name: 'thread-facts',
    text: `select r.id, t.id as "threadId", r.number, r.author_id as "authorId", left(r.body, 4000) as body, r.boost_count as boosts,
        r.accepted_at is not null as accepted, a.number as answers, r.answers_opening as "answersOpening", t.author_id as asker
      from thread t join lateral (
        select * from reply where thread_id = t.id and hidden_at is null order by number limit $2) r on true
      left join reply a on a.id = r.answers_reply_id
      where t.id = any($1::int[]) order by t.id, r.number`,
    values: [threadIds, repliesMax],
  })
}

/**
 * Returns in how many other threads with an accepted reply the authors replied, and in how many theirs was accepted. An author's own threads
 * say nothing, because there they can accept themselves. One query.
 */
export async function readRecords(replies: ScoredReply[]): Promise<Records> {
  const pairs = new Map(
    replies.flatMap(({ threadId, authorId }) => (authorId === null ? [] : [[keyOf(threadId, authorId), { threadId, authorId }]])),
  )
  const rows = await queryRows(pool(), Record, {
    name: 'reply-records',
    text: `select p.thread, p.author, count(distinct r.thread_id)::int as threads,
        count(distinct r.thread_id) filter (where r.accepted_at is not null)::int as accepted
      from unnest($1::int[], $2::int[]) p(thread, author)
      join lateral (select * from reply where author_id = p.author and hidden_at is null order by created_at desc, id desc limit $3) r on true
      join thread t on t.id = r.thread_id and t.accepted_count > 0 and t.hidden_at is null
      where t.id <> p.thread and t.author_id is distinct from p.author group by p.thread, p.author`,
    values: [[...pairs.values()].map(({ threadId }) => threadId), [...pairs.values()].map(({ authorId }) => authorId), recordReplies],
  })
  return new Map(rows.map(({ thread, author, threads, accepted }) => [keyOf(thread, author), { threads, accepted }]))
}

/** Returns the facts about replies of one thread. `similarity` is by their numbers; those that are missing there have none. */
export function factsOf(
  replies: ScoredReply[],
  records: Records,
  similarity: Map<number, number>,
): { asker: number | null; replies: ReplyFacts[] } {
  return {
    asker: replies[0]?.asker ?? null,
    replies: replies.map(({ threadId, number, authorId, body, boosts, answers, answersOpening }) => ({
      number,
      authorId,
      body,
      boosts,
      answers: answersOpening ? 0 : answers,
      similarity: similarity.get(number) ?? null,
      record: (authorId === null ? undefined : records.get(keyOf(threadId, authorId))) ?? { threads: 0, accepted: 0 },
    })),
  }
}

const keyOf = (threadId: number, authorId: number) => `${threadId} ${authorId}`
