import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { checkedReason } from '../search-gaps'
import { lockGap, noteGapEvent, requireState } from './lock-gaps'
import { refreshGap } from './refresh-gap'

/**
 * Decides that threads are no gap: they leave the map, and stay away until an editor opens the gap again.
 * @throws DomainError `forbidden`, `not_found`, `invalid` without a reason, `conflict` for a gap that is not open any more.
 */
export async function dismissGap(viewer: Viewer, gapId: number, reason: string): Promise<void> {
  authorize(viewer, 'gap.change')
  const why = checkedReason(reason)
  await transaction(async (tx) => {
    requireState(await lockGap(tx, viewer, gapId), 'open')
    await tx.gap.update({
      where: { id: gapId },
      data: { state: 'dismissed', since: new Date(), reason: why, writerId: null, writingUntil: null },
    })
    await noteGapEvent(tx, gapId, 'dismissed', why)
    await recordAudit(tx, viewer, { action: 'gap.dismiss', reason: `number ${gapId}, ${why}` })
  })
}

/** Takes back that threads are no gap. @throws DomainError `forbidden`, `not_found`, `conflict` for one that is not dismissed. */
export async function reopenGap(viewer: Viewer, gapId: number): Promise<void> {
  authorize(viewer, 'gap.change')
  await transaction(async (tx) => {
    requireState(await lockGap(tx, viewer, gapId), 'dismissed')
    await tx.gap.update({ where: { id: gapId }, data: { state: 'open', since: new Date(), reason: '' } })
    await noteGapEvent(tx, gapId, 'reopened')
    await recordAudit(tx, viewer, { action: 'gap.reopen', reason: `number ${gapId}` })
    await refreshGap(tx, gapId)
  })
}
