import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { storable } from '../../shared'
import { lockSearchGap, requireGapState } from './lock-search-gaps'

const reasonLengthMax = 500

/**
 * Decides that searches are no gap.
 * @throws DomainError `forbidden`, `not_found`, `invalid` without a reason, `conflict` for a gap that is not open any more.
 */
export async function dismissGap(viewer: Viewer, gapId: number, reason: string): Promise<void> {
  authorize(viewer, 'search.gaps')
  const why = checkedReason(reason)
  await transaction(async (tx) => {
    requireGapState(await lockSearchGap(tx, gapId), 'open')
    await tx.searchGap.update({ where: { id: gapId }, data: { state: 'dismissed', since: new Date(), reason: why } })
    await tx.searchGapEvent.create({ data: { gapId, what: 'dismissed', detail: why } })
    await recordAudit(tx, viewer, { action: 'search_gap.dismiss', reason: why })
  })
}

/** Returns why something is no gap, as it is stored. @throws DomainError `invalid` if nothing is said. */
export function checkedReason(reason: string): string {
  const why = storable(reason).trim().slice(0, reasonLengthMax)
  if (!why) throw new DomainError('invalid', 'Give a reason. Other editors will read it.', 'reason')
  return why
}

/** Takes back that searches are no gap. @throws DomainError `forbidden`, `not_found`, `conflict` for one that is not dismissed. */
export async function reopenGap(viewer: Viewer, gapId: number): Promise<void> {
  authorize(viewer, 'search.gaps')
  await transaction(async (tx) => {
    requireGapState(await lockSearchGap(tx, gapId), 'dismissed')
    await tx.searchGap.update({ where: { id: gapId }, data: { state: 'open', since: new Date(), reason: '' } })
    await tx.searchGapEvent.create({ data: { gapId, what: 'reopened' } })
    await recordAudit(tx, viewer, { action: 'search_gap.reopen', reason: `number ${gapId}` })
  })
}
