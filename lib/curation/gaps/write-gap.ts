import { recordAudit } from '../../identity/audit'
import { authorizePerson, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { lockGap, noteGapEvent, refuseOthersWriting, requireState } from './lock-gaps'

/** Who says that they are writing an answer has it for so long; saying it again gives them that time again. */
export const writingDays = 7

/** When the time of someone who begins to write now is over. */
export const writingUntil = () => new Date(Date.now() + writingDays * 86_400_000)

/**
 * Says that one is writing the answer of a gap. It ends by itself.
 * @throws DomainError `forbidden`, `not_found`, `conflict` if another editor is writing, or the gap is not open any more.
 */
export async function writeGap(viewer: Viewer, gapId: number): Promise<void> {
  const personId = authorizePerson(viewer, 'gap.change')
  await transaction(async (tx) => {
    const gap = await lockGap(tx, viewer, gapId)
    requireState(gap, 'open')
    refuseOthersWriting(gap, personId)
    await recordAudit(tx, viewer, { action: 'gap.write', reason: `number ${gapId}` })
    await noteGapEvent(tx, gapId, 'writing')
    await tx.gap.update({ where: { id: gapId }, data: { writerId: personId, writingUntil: writingUntil() } })
  })
}

/** Takes back that one is writing it. @throws DomainError `forbidden`, `not_found`, `conflict` if it is another or nobody who writes. */
export async function leaveGap(viewer: Viewer, gapId: number): Promise<void> {
  const me = authorizePerson(viewer, 'gap.change')
  await transaction(async (tx) => {
    const gap = await lockGap(tx, viewer, gapId)
    refuseOthersWriting(gap, me)
    // One’s own time may be over by now: what one asks for is so already.
    if (gap.writerId !== me) throw new DomainError('conflict', 'Nobody is writing it any more.')
    await tx.gap.update({ where: { id: gapId }, data: { writerId: null, writingUntil: null } })
    await noteGapEvent(tx, gapId, 'left')
    await recordAudit(tx, viewer, { action: 'gap.leave', reason: `number ${gapId}` })
  })
}
