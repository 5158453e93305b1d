import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { storable } from '../../shared'

const reasonLengthMax = 500

/** Decides that searches are no gap. @throws DomainError `forbidden`, `not_found`, or `invalid` without a reason. */
export async function dismissGap(viewer: Viewer, gapId: number, reason: string): Promise<void> {
  authorize(viewer, 'search.gaps')
  const why = checkedReason(reason)
  await transaction(async (tx) => {
    await requireGap(tx.searchGap.updateMany({ where: { id: gapId }, data: { state: 'dismissed', since: new Date(), reason: why } }))
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

/** Takes back that searches are no gap. @throws DomainError `forbidden`, or `not_found` for one that is not dismissed. */
export async function reopenGap(viewer: Viewer, gapId: number): Promise<void> {
  authorize(viewer, 'search.gaps')
  await transaction(async (tx) => {
    const dismissed = { id: gapId, state: 'dismissed' as const }
    await requireGap(tx.searchGap.updateMany({ where: dismissed, data: { state: 'open', since: new Date(), reason: '' } }))
    await tx.searchGapEvent.create({ data: { gapId, what: 'reopened' } })
    await recordAudit(tx, viewer, { action: 'search_gap.reopen', reason: `number ${gapId}` })
  })
}

async function requireGap(changed: Promise<{ count: number }>): Promise<void> {
  if ((await changed).count === 0) throw new DomainError('not_found', 'There is no such search gap.')
}
