import { db } from '../../platform/db'

const keptDays = 180
const batchSize = 1_000

/** Removes events that are older than half a year, and with them the notices of them. A batch at a time: an event may have many notices. */
export async function removeOldNotices(now = new Date()): Promise<void> {
  const createdAt = { lt: new Date(now.getTime() - keptDays * 86_400_000) }
  for (let removed = batchSize; removed === batchSize; )
    removed = (await db().event.deleteMany({ where: { createdAt }, limit: batchSize })).count
}
