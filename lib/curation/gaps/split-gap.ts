import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { lockGap, noteGapEvent, requireState } from './lock-gaps'
import { refreshGap } from './refresh-gap'

/**
 * Makes a gap of its own of some threads of a gap. The program leaves them there. Returns the number of the new gap; merging it into the
 * other undoes it. @throws DomainError `forbidden`, `not_found`, `invalid` for none or all of its threads, `conflict` for threads that are
 * not in it any more.
 */
export async function splitGap(viewer: Viewer, gapId: number, threadIds: number[]): Promise<number> {
  authorize(viewer, 'gap.change')
  if (threadIds.length === 0) throw new DomainError('invalid', 'Choose the threads that ask something else.')
  return transaction(async (tx) => {
    requireState(await lockGap(tx, viewer, gapId), 'open')
    const members = await tx.gapThread.findMany({ where: { gapId }, select: { threadId: true } })
    const ids = new Set(members.map(({ threadId }) => threadId))
    if (!threadIds.every((id) => ids.has(id)))
      throw new DomainError('conflict', 'Some of these threads are not in this gap any more. Look at it again.')
    if (threadIds.length === ids.size) throw new DomainError('invalid', 'Leave at least one thread in this gap.')
    const { id } = await tx.gap.create({ data: { byHand: true }, select: { id: true } })
    await moveByHand(tx, { threadIds, fromId: gapId, intoId: id })
    await tx.gap.update({ where: { id: gapId }, data: { byHand: true } })
    await noteGapEvent(tx, gapId, 'split', String(id))
    await noteGapEvent(tx, id, 'split_from', String(gapId))
    await recordAudit(tx, viewer, { action: 'gap.split', reason: `number ${id} out of number ${gapId}` })
    await refreshGap(tx, gapId)
    await refreshGap(tx, id)
    return id
  })
}

/** Puts threads into another gap, where the program leaves them: it does not put them back. */
export async function moveByHand(tx: Db, { threadIds, fromId, intoId }: { threadIds: number[]; fromId: number; intoId: number }) {
  await tx.gapThread.updateMany({ where: { gapId: fromId, threadId: { in: threadIds } }, data: { gapId: intoId, byHand: true } })
  await tx.gapApart.deleteMany({ where: { gapId: intoId, threadId: { in: threadIds } } })
  await tx.gapApart.createMany({ data: threadIds.map((threadId) => ({ threadId, gapId: fromId })), skipDuplicates: true })
}
