import type { Viewer } from '../../identity/viewer'
import { type EventSubject, recordEvent, type Told } from '../../notices/events'
import type { CaseKind, Db, SubjectKind } from '../../platform/db'
import type { CaseSubject } from './open-case'

/** Editors are told that there is something to decide, admins of a proposal to suspend someone. */
export async function notifyOfCase(tx: Db, viewer: Viewer, kind: CaseKind, subject: CaseSubject): Promise<void> {
  const of = await about(tx, subject)
  await recordEvent(tx, viewer, { kind: kind === 'suspension' ? 'suspension_proposed' : 'case_opened', ...of })
}

type Decided = {
  id: number
  kind: CaseKind
  subjectKind: SubjectKind
  subjectId: number | null
  authorId: number | null
  openedBy: number | null
}

/**
 * Those who asked are told what was decided, with the reason that was written for them: who reported a post, who appealed, whose post waited
 * for approval, whose proposal to suspend someone was declined. Nobody is told here when a post went away by itself, or is shown again: its
 * author is told of that.
 */
export async function notifyOfDecision(
  tx: Db,
  viewer: Viewer,
  decided: Decided,
  { outcome, reason = '' }: { outcome: string; reason?: string },
): Promise<void> {
  if (['gone', 'restored', 'suspended'].includes(outcome)) return
  const of = await about(tx, { kind: decided.subjectKind, id: decided.subjectId })
  const tell = await askers(tx, decided)
  const [first] = tell
  if (first) await recordEvent(tx, viewer, { kind: first.kind, ...of, reason, tell })
}

async function askers(tx: Db, { id, kind, authorId, openedBy }: Decided): Promise<Told[]> {
  if (kind === 'appeal') return [{ personId: authorId, kind: 'appeal_decided' }]
  if (kind === 'held') return [{ personId: authorId, kind: 'held_decided' }]
  if (kind === 'suspension') return [{ personId: openedBy, kind: 'suspension_declined' }]
  const reports = await tx.report.findMany({ where: { caseId: id }, select: { reporterId: true } })
  return reports.map(({ reporterId }) => ({ personId: reporterId, kind: 'report_decided' }))
}

/** The post of a case, a reply with its thread. A held post is none yet. */
async function about(tx: Db, { kind, id }: { kind: SubjectKind; id: number | null }): Promise<EventSubject> {
  if (id === null) return {}
  if (kind === 'thread') return { threadId: id }
  const reply = kind === 'reply' ? await tx.reply.findUnique({ where: { id }, select: { threadId: true } }) : null
  return reply ? { threadId: reply.threadId, replyId: id } : {}
}
