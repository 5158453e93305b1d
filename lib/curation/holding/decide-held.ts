import { postReplyIn, startThreadIn } from '../../community/threads'
import { forgetRenderings, formatAhead, mentionsIn } from '../../content'
import { recordAudit } from '../../identity/audit'
import { authorize, authorizePerson, type Viewer, viewerOf } from '../../identity/viewer'
import { type Db, db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { pageTags } from '../../platform/expiry'
import { decideCase, lockCase } from '../cases'

/** The post that a held one has become. */
export type Approved = { kind: 'thread' | 'reply'; id: number; threadId: number; body: string }

/**
 * Posts what was held, as its author and now: its number, its time and all that follows from posting are those of this moment. Editors only.
 * @throws DomainError `forbidden`, `not_found`, `conflict` if it is decided or its thread is closed, or as posting does.
 */
export async function approveHeld(viewer: Viewer, caseId: number): Promise<Approved> {
  authorize(viewer, 'held.decide')
  const text = await db().heldPost.findUnique({ where: { caseId }, select: { body: true } })
  const mentioned = await mentionsIn(text?.body ?? '')
  const approved = await transaction(async (tx) => {
    await lockCase(tx, caseId, ['held'])
    const held = await tx.heldPost.findUnique({
      where: { caseId },
      include: { person: { select: { id: true, role: true } }, answersReply: { select: { id: true, hiddenAt: true, threadId: true } } },
    })
    if (!held) throw new DomainError('not_found', 'There is no such case.')
    const author = viewerOf(held.person.id, held.person.role)
    const at = new Date()
    const post = await (held.threadId === null ? question() : reply(held.threadId))
    await tx.moderationCase.update({ where: { id: caseId }, data: { subjectId: post.id } })
    await decideCase(tx, viewer, caseId, { outcome: 'approved' })
    await tx.heldPost.delete({ where: { caseId } })
    await recordAudit(tx, viewer, { action: 'held.approve', subject: { kind: post.kind, id: post.id } })
    return { ...post, body: held.body }

    async function question() {
      const { topicId, title, body, tags } = held as NonNullable<typeof held>
      const { id } = await startThreadIn(tx, author, { topicId: topicId ?? 0, title, body, tags, at, mentioned })
      return { kind: 'thread' as const, id, threadId: id }
    }
    async function reply(threadId: number) {
      const { body, answersReply } = held as NonNullable<typeof held>
      // What it answers may be hidden, or in another thread, by now.
      const isThere = answersReply?.hiddenAt === null && answersReply.threadId === threadId
      const answersReplyId = isThere ? answersReply.id : null
      const { id } = await postReplyIn(tx, author, { threadId, body, answersReplyId, at, mentioned })
      return { kind: 'reply' as const, id, threadId }
    }
  })
  await formatAhead(db(), approved.body, [pageTags.thread(approved.threadId)])
  return approved
}

/** Leaves a held post unpublished, with a reason that its author reads beside the text. Editors only. @throws DomainError. */
export async function rejectHeld(viewer: Viewer, caseId: number, reason: string): Promise<void> {
  authorize(viewer, 'held.decide')
  if (!reason.trim()) throw new DomainError('invalid', 'Give a reason. Its author will read it.', 'reason')
  await transaction(async (tx) => {
    const { authorId } = await lockCase(tx, caseId, ['held'])
    await decideCase(tx, viewer, caseId, { outcome: 'rejected', reason })
    const subject = authorId === null ? undefined : { kind: 'person' as const, id: authorId }
    await recordAudit(tx, viewer, { action: 'held.reject', subject, reason })
  })
}

/** Deletes a post of one's own that waits, or was not published. Nothing of it is left. @throws DomainError `not_found`. */
export async function discardHeld(viewer: Viewer, caseId: number): Promise<void> {
  const personId = authorizePerson(viewer, 'post.delete', true)
  await transaction(async (tx) => {
    const held = await lockOwn(tx, caseId, personId)
    await tx.moderationCase.updateMany({ where: { id: caseId, decidedAt: null }, data: { decidedAt: new Date(), outcome: 'gone' } })
    await tx.heldPost.delete({ where: { caseId } })
    await forgetRenderings(tx, [held.body])
  })
}

async function lockOwn(tx: Db, caseId: number, personId: number) {
  // The case first, as an editor does who decides it.
  await tx.$queryRaw`select 1 from moderation_case where id = ${caseId} for update`
  const held = await tx.heldPost.findFirst({ where: { caseId, personId }, select: { body: true } })
  if (!held) throw new DomainError('not_found', 'There is no such post.')
  return held
}
