import { recordAudit } from '../identity/audit'
import { authorize, type Viewer } from '../identity/viewer'
import { transaction } from '../platform/db'
import { requireDraft } from './live-draft'
import { lockAnswer, lockAnswerRows } from './lock-answers'

/**
 * Throws a draft away: it is there for nobody until it is brought back, or another is begun in its place. Of a published answer
 * nothing else changes; one that never was published goes with it. @throws DomainError `forbidden`, `conflict` (field `version`)
 * if someone has saved since.
 */
export async function discardDraft(viewer: Viewer, answerId: number, version: number): Promise<void> {
  authorize(viewer, 'answer.write')
  await transaction(async (tx) => {
    await lockAnswerRows(tx, [answerId])
    const at = new Date()
    await requireDraft(tx, answerId, version)
    await tx.answerDraft.update({ where: { answerId }, data: { discardedAt: at } })
    await tx.answer.updateMany({ where: { id: answerId, status: { in: ['draft', 'in_review'] } }, data: { hiddenAt: at } })
    await recordAudit(tx, viewer, { action: 'draft.discard', subject: { kind: 'answer', id: answerId } })
  })
}

/**
 * Brings a draft back that was thrown away, and with it the answer that never was published.
 * @throws DomainError `forbidden`, `not_found` where another was begun or the answer is archived.
 */
export async function restoreDraft(viewer: Viewer, answerId: number): Promise<{ slug: string }> {
  authorize(viewer, 'answer.write')
  return transaction(async (tx) => {
    const where = { status: { not: 'archived' as const }, draft: { discardedAt: { not: null } } }
    const answer = await lockAnswer(tx, answerId, { where, otherwise: 'There is no such draft any more.' })
    await tx.answerDraft.update({ where: { answerId }, data: { discardedAt: null } })
    if (answer.status !== 'published') await tx.answer.update({ where: { id: answerId }, data: { hiddenAt: null } })
    await recordAudit(tx, viewer, { action: 'draft.restore', subject: { kind: 'answer', id: answerId } })
    return { slug: answer.slug }
  })
}
