import type { Db } from '../platform/db'

/**
 * Locks the answers that cover a thread, hidden ones too. To be called before the thread itself is locked: every change of a
 * coverage locks in that order.
 */
export async function lockCovering(tx: Db, threadId: number): Promise<void> {
  await tx.$queryRaw`
    select 1 from answer where id in (select answer_id from coverage where thread_id = ${threadId}) order by id for update`
}
