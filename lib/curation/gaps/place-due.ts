import { z } from 'zod'
import { type Db, queryRows, takeDue, transaction } from '../../platform/db'
import { isLive } from './closeness'
import { placeThreads } from './place-threads'
import { refreshGaps } from './refresh-gap'

const batchDue = 100

const Due = z.object({ threadId: z.int().nullable(), gapId: z.int().nullable() })
const Changed = z.object({ id: z.int(), gapId: z.int().nullable(), free: z.boolean() })

/**
 * Looks again at the next threads and gaps that something happened to: gives new threads their place, and gaps their state and figures.
 * A killed process leaves what it was at due. Returns whether there were any.
 */
export function placeDue(): Promise<boolean> {
  return transaction(async (tx) => {
    const due = await takeDue(tx, Due, { table: 'gap_due', columns: 'thread_id as "threadId", gap_id as "gapId"', max: batchDue })
    if (due.length === 0) return false
    const threads = await readChanged(tx, [...new Set(due.flatMap(({ threadId }) => threadId ?? []))])
    // It may say something else now.
    await tx.gapThread.updateMany({ where: { threadId: { in: threads.map(({ id }) => id) } }, data: { asks: null } })
    const free = threads.filter((thread) => thread.free).map(({ id }) => id)
    const placed = await placeThreads(tx, free)
    await refreshGaps(tx, [...new Set([...due, ...threads].flatMap(({ gapId }) => gapId ?? []).concat(placed))])
    return true
  })
}

/** `free`: can be read, covered by nothing, and in no gap. */
function readChanged(tx: Db, threadIds: number[]): Promise<z.infer<typeof Changed>[]> {
  return queryRows(
    tx,
    Changed,
    `select t.id, m.gap_id as "gapId", m.gap_id is null and t.standing <> 'covered' and ${isLive('t')} as free
     from thread t left join gap_thread m on m.thread_id = t.id where t.id = any($1::int[]) order by t.id`,
    [threadIds],
  )
}
