import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'

/**
 * In SQL: a deleted reply keeps its place in the thread, because somebody else replies to it; `reply` is an alias. Without that place nobody
 * could tell what they reply to.
 */
export function isTombstone(reply: string): string {
  return `${reply}.deleted_at is not null and exists (select 1 from reply others where others.thread_id = ${reply}.thread_id
    and others.answers_reply_id = ${reply}.id and others.hidden_at is null and others.author_id is distinct from ${reply}.author_id)`
}

const Tombstone = z.object({ number: z.int() })

/** Returns the numbers of deleted replies whose place is before one of these visible replies of a thread. One query. */
export async function readTombstones(threadId: number, before: number[]): Promise<number[]> {
  const rows = await queryRows(pool(), Tombstone, {
    name: 'thread-tombstones',
    text: `select r.number from reply r where r.thread_id = $1 and ${isTombstone('r')}
        and (select n.number from reply n where n.thread_id = r.thread_id and n.number > r.number and n.hidden_at is null order by n.number limit 1)
          = any($2::int[])
      order by r.number`,
    values: [threadId, before],
  })
  return rows.map(({ number }) => number)
}
