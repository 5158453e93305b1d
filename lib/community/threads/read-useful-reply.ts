import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'
import { similaritiesToOpening } from '../../search'
import { confidence, type ReplyFacts, type Usefulness, usefulness } from './usefulness'

/** The reply that is shown on top of a long thread, with its reasons. */
export type UsefulReply = Usefulness & { boosts: number }

/** Reading a shorter thread takes no longer than reading the hint. */
export const usefulRepliesMin = 5
/** Only the first replies are scored, so that a thread of thousands costs no more. */
const comparedMax = 300
/** Below this, two or three replies are about as good, and none is put on top. */
const confidenceMin = 0.5
/** An author's latest replies say enough about their record. */
const recordReplies = 100

/**
 * Returns the most useful reply of a long thread without an accepted one, or null if none stands out. Only visible replies count; the
 * caller has checked the thread. Three queries.
 */
export async function readUsefulReply(threadId: number): Promise<UsefulReply | null> {
  const { asker, replies } = await readFacts(threadId)
  if (replies.length < usefulRepliesMin) return null
  const judged = usefulness(asker, replies)
  const [best] = judged
  if (!best || confidence(judged) < confidenceMin) return null
  return { ...best, boosts: replies.find(({ number }) => number === best.number)?.boosts ?? 0 }
}

const Fact = z.object({
  number: z.int(),
  author_id: z.int().nullable(),
  body: z.string(),
  boost_count: z.int(),
  answers: z.int().nullable(),
  answers_opening: z.boolean(),
  asker: z.int().nullable(),
})
const Record = z.object({ id: z.int(), threads: z.int(), accepted: z.int() })

/** The replies of a thread as they are scored. */
export async function readFacts(threadId: number): Promise<{ asker: number | null; replies: ReplyFacts[] }> {
  const rows = await queryRows(pool(), Fact, {
    name: 'thread-facts',
    text: `select r.number, r.author_id, left(r.body, 4000) as body, r.boost_count, a.number as answers, r.answers_opening, t.author_id as asker
      from thread t join reply r on r.thread_id = t.id and r.hidden_at is null
      left join reply a on a.id = r.answers_reply_id
      where t.id = $1 order by r.number limit $2`,
    values: [threadId, comparedMax],
  })
  const authors = [...new Set(rows.map((row) => row.author_id).filter((id) => id !== null))]
  const [records, similarity] = await Promise.all([
    readRecords(threadId, authors),
    similaritiesToOpening(
      threadId,
      rows.map((row) => row.number),
    ),
  ])
  return {
    asker: rows[0]?.asker ?? null,
    replies: rows.map((row) => ({
      number: row.number,
      authorId: row.author_id,
      body: row.body,
      boosts: row.boost_count,
      answers: row.answers_opening ? 0 : row.answers,
      similarity: similarity.get(row.number) ?? null,
      record: (row.author_id === null ? undefined : records.get(row.author_id)) ?? { threads: 0, accepted: 0 },
    })),
  }
}

// An author's own threads say nothing, because there they can accept themselves.
async function readRecords(threadId: number, authors: number[]): Promise<Map<number, ReplyFacts['record']>> {
  const rows = await queryRows(pool(), Record, {
    name: 'reply-records',
    text: `select a.id, count(distinct r.thread_id)::int as threads, count(distinct r.thread_id) filter (where r.accepted_at is not null)::int as accepted
      from unnest($2::int[]) a(id)
      join lateral (select * from reply where author_id = a.id and hidden_at is null order by created_at desc, id desc limit $3) r on true
      join thread t on t.id = r.thread_id and t.accepted_count > 0 and t.hidden_at is null
      where t.id <> $1 and t.author_id is distinct from a.id group by a.id`,
    values: [threadId, authors, recordReplies],
  })
  return new Map(rows.map(({ id, threads, accepted }) => [id, { threads, accepted }]))
}
