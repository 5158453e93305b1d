import type pg from 'pg'
import { z } from 'zod'
import { type Db, queryRow } from '../../platform/db'

const Next = z.object({ next: z.int() })

/**
 * The number of a thread's next reply. Numbers are never given twice, so hidden replies count too. Lock the thread first, or another
 * write gets the same number.
 */
export async function nextReplyNumber(on: Db | pg.ClientBase, threadId: number): Promise<number> {
  const { next } = await queryRow(on, Next, 'select coalesce(max(number), 0)::int + 1 as next from reply where thread_id = $1', [threadId])
  return next
}
