import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { type LockedGap, lockGap, lockGaps, noteGapEvent, requireState } from './lock-gaps'
import { readMoved } from './moved-threads'
import { refreshGap } from './refresh-gap'
import { moveByHand } from './split-gap'

/**
 * Puts the threads of a gap into another. The first keeps its number and its history, and says where its threads are; `unmergeGap()`
 * undoes it. @throws DomainError `forbidden`, `not_found`, `invalid` for a gap and itself, `conflict` unless both are open.
 */
export async function mergeGaps(viewer: Viewer, fromId: number, intoId: number): Promise<void> {
  authorize(viewer, 'gap.change')
  if (fromId === intoId) throw new DomainError('invalid', 'This is the same gap. Choose another.', 'into')
  await transaction(async (tx) => {
    const gaps = await lockGaps(tx, viewer, [fromId, intoId])
    for (const gap of gaps.values()) requireState(gap, 'open')
    const from = gaps.get(fromId)
    const into = gaps.get(intoId)
    const threadIds = await threadsOf(tx, fromId)
    await moveByHand(tx, { threadIds, fromId, intoId })
    await tx.gap.update({ where: { id: fromId }, data: { state: 'gone', since: new Date(), mergedIntoId: intoId } })
    // What was begun for one of them is the answer of both.
    const hasNone = into?.answerId === null || (from?.hasBegun && !into?.hasBegun)
    const takesAnswer = hasNone && from?.answerId !== null ? { answerId: from?.answerId } : {}
    const takesWriter = into?.writer === null && from?.writer !== null ? { writerId: from?.writerId, writingUntil: from?.writingUntil } : {}
    await tx.gap.update({ where: { id: intoId }, data: { byHand: true, ...takesAnswer, ...takesWriter } })
    await noteGapEvent(tx, fromId, 'merged_into', [intoId, ...threadIds].join(' '))
    await noteGapEvent(tx, intoId, 'merged', String(fromId))
    await recordAudit(tx, viewer, { action: 'gap.merge', reason: `number ${fromId} into number ${intoId}` })
    await refreshGap(tx, intoId)
  })
}

/**
 * Gives a merged gap back those of its threads that are still where they went, whether an editor or the program merged it. @throws DomainError `forbidden`, `not_found`, `conflict`
 * where it was taken back already, none of its threads is there any more, or it is not known which they were.
 */
export async function unmergeGap(viewer: Viewer, gapId: number): Promise<void> {
  authorize(viewer, 'gap.change')
  await transaction(async (tx) => {
    const gap = await lockGap(tx, viewer, gapId)
    const { mergedIntoId, answerId } = gap
    if (mergedIntoId === null) throw new DomainError('conflict', 'This gap has its own threads already.')
    const into = await lockGap(tx, viewer, mergedIntoId)
    const threadIds = await readMoved(tx, gapId, mergedIntoId)
    if (threadIds === null) throw new DomainError('conflict', 'Nobody noted which threads were its own.')
    if (threadIds.length === 0) throw new DomainError('conflict', 'None of its threads is there any more.')
    await moveByHand(tx, { threadIds, fromId: mergedIntoId, intoId: gapId })
    await tx.gap.update({ where: { id: gapId }, data: { state: 'open', since: new Date(), mergedIntoId: null, byHand: true } })
    // The answer and the writer that came with it go with it.
    const answer = answerId !== null && into.answerId === answerId ? { answerId: null } : {}
    const writer = isSameClaim(gap, into) ? { writerId: null, writingUntil: null } : {}
    // The program is not to bring the threads of the other after those that left it.
    await tx.gap.update({ where: { id: mergedIntoId }, data: { byHand: true, ...answer, ...writer } })
    await noteGapEvent(tx, gapId, 'unmerged', String(mergedIntoId))
    await noteGapEvent(tx, mergedIntoId, 'split', String(gapId))
    await recordAudit(tx, viewer, { action: 'gap.split', reason: `number ${gapId} out of number ${mergedIntoId} again` })
    await refreshGap(tx, gapId)
    await refreshGap(tx, mergedIntoId)
  })
}

/** Who says again that they are writing has another time: that is about the gap they said it of. */
function isSameClaim(a: LockedGap, b: LockedGap): boolean {
  return a.writerId !== null && a.writerId === b.writerId && a.writingUntil?.getTime() === b.writingUntil?.getTime()
}

async function threadsOf(tx: Db, gapId: number): Promise<number[]> {
  const members = await tx.gapThread.findMany({ where: { gapId }, select: { threadId: true }, orderBy: { threadId: 'asc' } })
  return members.map(({ threadId }) => threadId)
}
