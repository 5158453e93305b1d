import { lockThreadsThere } from '../community/threads'
import { authorize, type Viewer } from '../identity/viewer'
import { type Db, db, transaction } from '../platform/db'
import { DomainError } from '../platform/errors'
import { lockAnswer } from './lock-answers'
import { removeCoverage } from './write-coverage'

/** So many in one transaction, as where they are covered. */
const perTransaction = 50

type Batch = { id: number; answerId: number; createdAt: Date }
type Item = { threadId: number; section: string | null }

/**
 * Takes back what one act covered, where nothing has changed it since: a coverage to which its asker responded, or that another editor
 * changed, stays, and the batch says so. Doing it again does nothing. @throws DomainError `forbidden` or `not_found`.
 */
export async function undoCoverBatch(viewer: Viewer, batchId: number, now = new Date()): Promise<void> {
  authorize(viewer, 'coverage.change')
  const batch = await db().coverBatch.findUnique({ where: { id: batchId } })
  if (!batch) throw new DomainError('not_found', 'There is nothing to undo.')
  while (await transaction((tx) => undoSome(tx, viewer, batch)));
  await db().coverBatch.updateMany({ where: { id: batchId, undoneAt: null }, data: { undoneAt: now } })
}

/** Returns whether there may be more. */
async function undoSome(tx: Db, viewer: Viewer, { id: batchId, answerId, createdAt }: Batch): Promise<boolean> {
  await lockAnswer(tx, answerId)
  // Read under the lock: another may be undoing the same.
  const items = await tx.coverBatchThread.findMany({
    where: { batchId, outcome: 'covered' },
    orderBy: { threadId: 'asc' },
    take: perTransaction,
  })
  if (items.length === 0) return false
  const there = await lockThreadsThere(
    tx,
    viewer,
    items.map(({ threadId }) => threadId),
  )
  const { unchanged, answered } = await sort(tx, { id: batchId, answerId, createdAt }, items)
  const undone = [...there.keys()].filter((id) => unchanged.has(id))
  await removeCoverage(tx, viewer, answerId, new Map([...there].filter(([id]) => unchanged.has(id))))
  const mark = (ids: number[], outcome: 'undone' | 'kept_answered' | 'kept_changed') =>
    tx.coverBatchThread.updateMany({ where: { batchId, threadId: { in: ids } }, data: { outcome } })
  const left = items.map(({ threadId }) => threadId).filter((id) => !undone.includes(id))
  await mark(undone, 'undone')
  await mark(
    left.filter((id) => answered.has(id)),
    'kept_answered',
  )
  await mark(
    left.filter((id) => !answered.has(id)),
    'kept_changed',
  )
  return items.length === perTransaction
}

/** Which coverages are as the act left them, and to which of the others their askers responded. */
async function sort(tx: Db, { answerId, createdAt }: Batch, items: Item[]): Promise<{ unchanged: Set<number>; answered: Set<number> }> {
  const ids = items.map(({ threadId }) => threadId)
  const rows = await tx.coverage.findMany({ where: { answerId, threadId: { in: ids } } })
  // Contested and decided since: the row looks as before.
  const decided = await tx.contestDecision.findMany({
    where: { answerId, threadId: { in: ids }, createdAt: { gte: createdAt } },
    select: { threadId: true },
  })
  const answered = new Set([
    ...decided.map(({ threadId }) => threadId),
    ...rows.filter(({ response }) => response !== 'unjudged').map(({ threadId }) => threadId),
  ])
  const sections = new Map(items.map(({ threadId, section }) => [threadId, section]))
  const same = rows.filter((row) => row.createdAt.getTime() === createdAt.getTime() && row.section === sections.get(row.threadId))
  return { unchanged: new Set(same.map(({ threadId }) => threadId).filter((id) => !answered.has(id))), answered }
}
