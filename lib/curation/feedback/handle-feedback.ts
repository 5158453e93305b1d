import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'

/** Notes that what a reader missed was dealt with, or takes that back. Nothing happens where it is so already. @throws DomainError `forbidden`, `not_found`. */
export async function handleFeedback(viewer: Viewer, id: number, isHandled: boolean): Promise<void> {
  authorize(viewer, 'feedback.handle')
  await transaction(async (tx) => {
    const { count } = await tx.answerFeedback.updateMany({
      where: { id, handledAt: isHandled ? null : { not: null } },
      data: { handledAt: isHandled ? new Date() : null },
    })
    const feedback = await tx.answerFeedback.findUnique({ where: { id }, select: { answerId: true } })
    if (!feedback) throw new DomainError('not_found', 'There is no such feedback.')
    if (count === 0) return
    const subject = { kind: 'answer', id: feedback.answerId } as const
    await recordAudit(tx, viewer, { action: isHandled ? 'feedback.handle' : 'feedback.reopen', subject })
  })
}
