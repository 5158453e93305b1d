import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { decideCase, lockCase } from '../cases'
import { hideReplyIn, hideThreadIn } from '../moderation'

/**
 * Leaves a reported post as it is. Those who reported it read the reason, if one is given. Editors only. @throws DomainError `forbidden`,
 * `not_found`, or `conflict` if it is decided.
 */
export async function dismissReport(viewer: Viewer, caseId: number, reason: string): Promise<void> {
  authorize(viewer, 'report.decide')
  await transaction(async (tx) => {
    const { subjectKind: kind, subjectId } = await lockCase(tx, caseId, ['report'])
    await decideCase(tx, viewer, caseId, { outcome: 'dismissed', reason })
    await recordAudit(tx, viewer, { action: 'report.dismiss', subject: { kind, id: subjectId ?? 0 }, reason })
  })
}

/**
 * Hides a reported post, which decides its reports. Its author reads the reason. Editors only. @throws DomainError `forbidden`, `invalid`
 * without a reason, `not_found`, or `conflict` if it is decided.
 */
export async function hideReported(viewer: Viewer, caseId: number, reason: string): Promise<void> {
  authorize(viewer, 'report.decide')
  if (!reason.trim()) throw new DomainError('invalid', 'Give a reason. Its author will read it.', 'reason')
  const { kind, id } = await readOpenSubject(caseId, 'report')
  const hide = kind === 'thread' ? hideThreadIn : hideReplyIn
  // Hiding locks the post and closes what is open about it. In the other order, two editors could wait for each other.
  await transaction((tx) => hide(tx, viewer, id, { reason, authorReads: true }))
}

/** Returns the post that an open case is about. @throws DomainError `not_found`, or `conflict` if it is decided. */
export async function readOpenSubject(caseId: number, kind: 'report' | 'appeal'): Promise<{ kind: 'thread' | 'reply'; id: number }> {
  const found = await db().moderationCase.findFirst({ where: { id: caseId, kind } })
  if (!found || found.subjectId === null) throw new DomainError('not_found', 'There is no such case.')
  if (found.decidedAt) throw new DomainError('conflict', 'Somebody has decided this already.')
  return { kind: found.subjectKind === 'thread' ? 'thread' : 'reply', id: found.subjectId }
}
