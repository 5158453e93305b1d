import { recordAudit } from '../../identity/audit'
import type { Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { lockReviewed } from './lock-reviewed'

/** For how long an editor can put a review off, in days. */
export const snoozeDays = [7, 30, 90] as const

/**
 * Takes the review of an answer out of the way for so many days, whatever comes up meanwhile; readers are told as before that it needs
 * review. @throws DomainError `invalid` for another number of days, `conflict` if it needs no review, `forbidden`, `not_found`.
 */
export async function snoozeReview(viewer: Viewer, answerId: number, days: number, at = new Date()): Promise<void> {
  if (!snoozeDays.some((each) => each === days)) throw new DomainError('invalid', 'Choose for how long.', 'days')
  await setSnoozed(viewer, answerId, new Date(at.getTime() + days * 86_400_000))
}

/** Puts it back. @throws DomainError as `snoozeReview()`. */
export function unsnoozeReview(viewer: Viewer, answerId: number): Promise<void> {
  return setSnoozed(viewer, answerId, null)
}

async function setSnoozed(viewer: Viewer, answerId: number, snoozedUntil: Date | null): Promise<void> {
  await transaction(async (tx) => {
    const { review } = await lockReviewed(tx, viewer, answerId)
    if (!review?.since) throw new DomainError('conflict', 'It does not need review any more.')
    await tx.answerReview.update({ where: { answerId }, data: { snoozedUntil } })
    await recordAudit(tx, viewer, {
      action: snoozedUntil ? 'answer.snooze' : 'answer.not_snooze',
      subject: { kind: 'answer', id: answerId },
    })
  })
}
