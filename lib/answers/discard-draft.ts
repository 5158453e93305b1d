import { recordAudit } from '../identity/audit'
import { authorize, type Viewer } from '../identity/viewer'
import { transaction } from '../platform/db'
import { DomainError } from '../platform/errors'

/**
 * Throws a draft away: it is there for nobody until it is brought back, or another is begun in its place. Of a published answer
 * nothing else changes; one that never was published goes with it. @throws DomainError `forbidden`, `conflict` (field `version`)
 * if someone has saved since.
 */
export async function discardDraft(viewer: Viewer, answerId: number, version: number): Promise<void> {
  authorize(viewer, 'answer.write')
  await transaction(async (tx) => {
    await tx.$queryRaw`select 1 from answer where id = ${answerId} for update`
    const at = new Date()
    const { count } = await tx.answerDraft.updateMany({ where: { answerId, version, discardedAt: null }, data: { discardedAt: at } })
    if (count === 0) throw new DomainError('conflict', 'Someone has saved this draft in the meantime.', 'version')
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
    await tx.$queryRaw`select 1 from answer where id = ${answerId} for update`
    const answer = await tx.answer.findFirst({
      where: { id: answerId, status: { not: 'archived' }, draft: { discardedAt: { not: null } } },
      select: { slug: true, status: true },
    })
    if (!answer) throw new DomainError('not_found', 'There is no such draft any more.')
    await tx.answerDraft.update({ where: { answerId }, data: { discardedAt: null } })
    if (answer.status !== 'published') await tx.answer.update({ where: { id: answerId }, data: { hiddenAt: null } })
    await recordAudit(tx, viewer, { action: 'draft.restore', subject: { kind: 'answer', id: answerId } })
    return { slug: answer.slug }
  })
}
