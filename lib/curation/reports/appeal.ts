import { lockThreadRows } from '../../community/threads'
import { recordAudit } from '../../identity/audit'
import { authorize, authorizePerson, type Viewer } from '../../identity/viewer'
import { type Db, db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { decideCase, lockCase, notifyOfCase, openCase } from '../cases'
import { restoreReplyIn, restoreThreadIn } from '../moderation'
import { readOpenSubject } from './decide-report'
import { findSubject, type PostPlace } from './find-subject'

/** What became of the appeal against the hiding of a post; `outcome` is null while editors have not decided. */
export type Appeal = { at: Date; outcome: 'stays' | null; decidedAt: Date | null; reason: string }

/** Whether the author of a hidden post may appeal, or the appeal that they made. */
export type AppealState = { may: boolean; appeal: Appeal | null }

/**
 * Asks editors to look again at a post of one's own that was hidden: once each time that it is hidden. @throws DomainError `forbidden` for
 * somebody else's, `not_found`, `invalid` without words, `conflict` where it is not hidden or was appealed already.
 */
export async function appealHiding(viewer: Viewer, { words, ...place }: PostPlace & { words: string }): Promise<void> {
  const personId = authorizePerson(viewer, 'post.appeal', true)
  if (!words.trim()) throw new DomainError('invalid', 'Say why it should be shown again.', 'words')
  const { post, subject } = await findSubject(viewer, place)
  authorize(viewer, 'post.appeal', post.isMine)
  await transaction(async (tx) => {
    await lockThreadRows(tx, [place.threadId])
    const since = await hiddenSince(tx, subject)
    if (!since) throw new DomainError('conflict', 'It is not hidden any more.')
    if (await findAppeal(tx, subject, since)) throw new DomainError('conflict', 'You have asked for this already.')
    await openCase(tx, {
      kind: 'appeal',
      subject,
      authorId: personId,
      openedBy: personId,
      words,
      at: new Date(Math.max(Date.now(), since.getTime())),
    })
    await notifyOfCase(tx, viewer, 'appeal', subject)
    await recordAudit(tx, viewer, { action: 'post.appeal', subject })
  })
}

/** Returns whether the viewer may appeal against the hiding of a post, and what became of it if they did. */
export async function readAppeal(viewer: Viewer, place: PostPlace): Promise<AppealState> {
  const { post, subject } = await findSubject(viewer, place)
  if (!post.isMine || !post.hidden || post.deleted || post.withdrawn) return { may: false, appeal: null }
  const since = await hiddenSince(db(), subject)
  const found = since && (await findAppeal(db(), subject, since))
  if (!found) return { may: true, appeal: null }
  const { openedAt: at, decidedAt, reason } = found
  return { may: false, appeal: { at, outcome: found.outcome === 'stays' ? 'stays' : null, decidedAt, reason } }
}

/** Shows the post of an appeal again. Its author reads the words, if there are any. Editors only. @throws DomainError. */
export async function restoreAppealed(viewer: Viewer, caseId: number, reason: string): Promise<void> {
  authorize(viewer, 'report.decide')
  const { kind, id } = await readOpenSubject(caseId, 'appeal')
  const restore = kind === 'thread' ? restoreThreadIn : restoreReplyIn
  await transaction(async (tx) => {
    // It locks the post and closes the appeal.
    await restore(tx, viewer, id, { reason })
    await decideCase(tx, viewer, caseId, { outcome: 'restored', reason })
  })
}

/** Leaves the post of an appeal hidden, with a reason that its author reads. Editors only. @throws DomainError. */
export async function refuseAppeal(viewer: Viewer, caseId: number, reason: string): Promise<void> {
  authorize(viewer, 'report.decide')
  if (!reason.trim()) throw new DomainError('invalid', 'Give a reason. Its author will read it.', 'reason')
  await transaction(async (tx) => {
    const { subjectKind: kind, subjectId } = await lockCase(tx, caseId, ['appeal'])
    await decideCase(tx, viewer, caseId, { outcome: 'stays', reason })
    await recordAudit(tx, viewer, { action: 'appeal.refuse', subject: { kind, id: subjectId ?? 0 }, reason })
  })
}

type Subject = { kind: 'thread' | 'reply'; id: number }

/** When others hid a post, or null. */
async function hiddenSince(on: Db, { kind, id }: Subject): Promise<Date | null> {
  const where = { id, deletedAt: null, withdrawnAt: null }
  const select = { hiddenAt: true }
  const post = await (kind === 'thread' ? on.thread.findFirst({ where, select }) : on.reply.findFirst({ where, select }))
  return post?.hiddenAt ?? null
}

/** An appeal is made after its post was hidden: those of before were about an earlier time. */
function findAppeal(on: Db, { kind, id }: Subject, since: Date) {
  return on.moderationCase.findFirst({
    where: { kind: 'appeal', subjectKind: kind, subjectId: id, openedAt: { gte: since } },
    orderBy: { id: 'desc' },
  })
}
