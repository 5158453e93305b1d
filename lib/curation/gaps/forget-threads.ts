import type { Db } from '../../platform/db'
import { isHeld } from './held'

/**
 * Removes threads from gaps before they are deleted, with the gaps that nothing is left of and nobody has decided about or is at, and what
 * waits for them.
 */
export async function forgetGapsOf(tx: Db, threadIds: number[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `with gone as (delete from gap_thread where thread_id = any($1::int[]) returning gap_id, thread_id)
     delete from gap g where id in (select gap_id from gone) and not by_hand and state <> 'dismissed' and not ${isHeld('g')}
       and not exists (select 1 from gap_thread m where m.gap_id = g.id and m.thread_id <> all($1::int[]))`,
    threadIds,
  )
  await tx.$executeRaw`
    delete from gap_due d where thread_id = any(${threadIds}::int[])
      or (gap_id is not null and not exists (select 1 from gap g where g.id = d.gap_id))`
}
