import { refreshCoverCounts, withReindexOfAll } from '../../answers'
import { refreshResolution } from '../../community/threads'
import type { Db } from '../../platform/db'

/**
 * Runs a change of who may see threads, and has what their coverages bring about follow: whether they are covered, how many
 * threads the answers settle, by which titles those are found.
 */
export async function withCoverageRefresh<T>(tx: Db, threadIds: number[], change: () => Promise<T>): Promise<T> {
  const rows = await tx.coverage.findMany({ where: { threadId: { in: threadIds } }, select: { answerId: true }, distinct: ['answerId'] })
  const answerIds = rows.map(({ answerId }) => answerId).sort((a, b) => a - b)
  const result = await withReindexOfAll(tx, answerIds, change)
  if (answerIds.length > 0) await refreshResolution(tx, threadIds)
  await refreshCoverCounts(tx, answerIds)
  return result
}
