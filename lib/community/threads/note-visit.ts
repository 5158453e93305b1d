import { z } from 'zod'
import { pool, queryRow } from '../../platform/db'

/** Pages opened within this time of the first one are the same visit: what is new stays new while its reader pages through it. */
const visitMinutes = 30

const Visit = z.object({ newest: z.int(), before: z.int(), begins: z.boolean(), first: z.int().nullable(), count: z.int() })

/** Replies of others that came since a person's last visit to a thread: the number of the first, and how many. */
export type UnseenReplies = { first: number; count: number }

/**
 * Notes that a person visits a thread, and returns what came since their last visit; null on a first visit, or if nothing came. The caller
 * has checked that they may see the thread. One query, and a second one when a visit begins: nothing is written for its further pages.
 */
export async function noteVisit(personId: number, threadId: number, at = new Date()): Promise<UnseenReplies | null> {
  const visit = await queryRow(pool(), Visit, {
    name: 'thread-visit',
    text: `select seen.newest, seen.before, seen.begins, unseen.first, unseen.count
      from (
        select n.newest, v.seen_at is null or v.seen_at < $3 as begins,
          coalesce(case when v.seen_at < $3 then v.last_number else v.before_number end, n.newest) as before
        from (select coalesce((select number from reply where thread_id = $1 and hidden_at is null order by number desc limit 1), 0) as newest) n
        left join thread_visit v on v.thread_id = $1 and v.person_id = $2) seen,
      lateral (
        select min(number)::int as first, count(*)::int as count from reply
        where thread_id = $1 and number > seen.before and hidden_at is null and author_id is distinct from $2) unseen`,
    values: [threadId, personId, beginOf(at)],
  })
  if (visit.begins) await beginVisit(personId, threadId, visit, at)
  return visit.first === null ? null : { first: visit.first, count: visit.count }
}

// Of two pages that are opened at once, the first one begins the visit.
async function beginVisit(personId: number, threadId: number, { newest, before }: z.infer<typeof Visit>, at: Date): Promise<void> {
  await pool().query(
    `insert into thread_visit (person_id, thread_id, last_number, before_number, seen_at) values ($1, $2, $3, $4, $5)
     on conflict (person_id, thread_id) do update set last_number = excluded.last_number, before_number = excluded.before_number,
       seen_at = excluded.seen_at where thread_visit.seen_at < $6`,
    [personId, threadId, newest, before, at, beginOf(at)],
  )
}

const beginOf = (at: Date) => new Date(at.getTime() - visitMinutes * 60_000)
