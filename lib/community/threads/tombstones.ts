import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'
import { numbersOfPage } from '../../shared'

/**
 * In SQL: a deleted reply keeps its place in the thread, because somebody else replies to it; `reply` is an alias. Without that place nobody
 * could tell what they reply to.
 */
export function isTombstone(reply: string): string {
  return `${reply}.deleted_at is not null and exists (select 1 from reply others where others.thread_id = ${reply}.thread_id
    and others.answers_reply_id = ${reply}.id and others.hidden_at is null and others.author_id is distinct from ${reply}.author_id)`
}

const Tombstone = z.object({ number: z.int() })

/** Returns the numbers of deleted replies that keep their places on a page of a thread. One query. */
export async function readTombstones(threadId: number, page: number): Promise<number[]> {
  const { first, last } = numbersOfPage(page)
  const rows = await queryRows(pool(), Tombstone, {
    name: 'thread-tombstones',
    text: `select r.number from reply r
      where r.thread_id = $1 and r.number between $2::bigint and $3::bigint and ${isTombstone('r')} order by r.number`,
    values: [threadId, first, last],
  })
  return rows.map(({ number }) => number)
}
