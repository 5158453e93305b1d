import { lockReply, lockThread } from '../../community/threads'
import { recordAudit } from '../../identity/audit'
import { authorize, authorizePerson, type Viewer } from '../../identity/viewer'
import { db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { type ReportReason, reportReasonNames, storable } from '../../shared'
import { notifyOfCase, openCase } from '../cases'
import { findSubject, type PostPlace } from './find-subject'

export type ReportPost = PostPlace & { reason: ReportReason; words: string }

/**
 * Reports a post of somebody else to editors. All open reports of a post are one case; a second report of one person changes their first.
 * Nobody but editors learns who reported. @throws DomainError `forbidden`, `not_found` for a post the viewer may not see, `invalid`.
 */
export async function reportPost(viewer: Viewer, { reason, words, ...place }: ReportPost): Promise<{ caseId: number }> {
  const reporterId = authorizePerson(viewer, 'post.report')
  if (reason === 'other' && !words.trim()) throw new DomainError('invalid', 'Say what is wrong with it.', 'words')
  const { subject } = await findSubject(viewer, place)
  return transaction(async (tx) => {
    // As hiding does: the post first, then its cases, so that the two wait for each other.
    const { authorId, withdrawnAt } =
      subject.kind === 'thread' ? await lockThread(tx, viewer, subject.id) : (await lockReply(tx, viewer, subject.id)).reply
    authorize(viewer, 'post.report', authorId === reporterId)
    if (withdrawnAt) throw new DomainError('conflict', 'Its author has withdrawn it; there is nothing to report.')
    const { id: caseId, isNew } = await openCase(tx, { kind: 'report', subject, authorId, openedBy: null })
    const said = { reason, words: storable(words).trim().slice(0, 1_000) }
    await tx.report.upsert({
      where: { caseId_reporterId: { caseId, reporterId } },
      create: { caseId, reporterId, ...said },
      update: said,
    })
    if (isNew) await notifyOfCase(tx, viewer, 'report', subject)
    // What was said is in the report, which goes with its author's account.
    await recordAudit(tx, viewer, { action: 'post.report', subject, reason: reportReasonNames[reason] })
    return { caseId }
  })
}

/** Returns when the viewer reported this post, if that is not decided yet. */
export async function readOpenReport(viewer: Viewer, place: PostPlace): Promise<{ at: Date } | null> {
  const { subject } = await findSubject(viewer, place)
  const report = await db().report.findFirst({
    where: {
      reporterId: viewer.personId ?? -1,
      case: { kind: 'report', subjectKind: subject.kind, subjectId: subject.id, decidedAt: null },
    },
    select: { createdAt: true },
  })
  return report && { at: report.createdAt }
}
