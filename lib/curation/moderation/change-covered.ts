import { changeIndexedOf, refreshCoverCounts } from '../../answers'
import { refreshStanding } from '../../community/threads'
import type { Db } from '../../platform/db'

/**
 * Runs a change of who may see threads, and has what their coverages bring about follow: whether they are covered, how many
 * threads the answers settle, by which titles those are found.
 */
export async function changeCovered(tx: Db, threadIds: number[], change: () => Promise<unknown>): Promise<void> {
  const rows = await tx.coverage.findMany({ where: { threadId: { in: threadIds } }, select: { answerId: true }, distinct: ['answerId'] })
  const answerIds = rows.map(({ answerId }) => answerId).sort((a, b) => a - b)
  await changeIndexedOf(tx, answerIds, change)
  if (answerIds.length > 0) await refreshStanding(tx, threadIds)
  await refreshCoverCounts(tx, answerIds)
}
