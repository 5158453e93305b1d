import { authorize, authorizePerson, type Viewer } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages } from '../../platform/expiry'
import { notifyAuthor } from './notify'
import { refreshResolution } from './resolution'
import { pagesOf } from './touched-pages'
import { lockReply } from './visible-reply'

/**
 * Marks a reply as what helped: the asker or an editor may, for several replies of a thread. Doing it twice is doing
 * it once. @throws DomainError `not_found` or `forbidden`.
 */
export async function acceptReply(viewer: Viewer, replyId: number, at = new Date()): Promise<void> {
  await setAccepted(viewer, replyId, at)
}

/** Takes an acceptance back. Doing it twice is doing it once. @throws DomainError `not_found` or `forbidden`. */
export async function retractAcceptance(viewer: Viewer, replyId: number): Promise<void> {
  await setAccepted(viewer, replyId, null)
}

async function setAccepted(viewer: Viewer, replyId: number, acceptedAt: Date | null): Promise<void> {
  const personId = authorizePerson(viewer, 'reply.accept', true)
  await transaction(async (tx) => {
    const { reply, thread } = await lockReply(tx, viewer, replyId)
    authorize(viewer, 'reply.accept', thread.authorId === personId)
    if (reply.withdrawnAt) throw new DomainError('conflict', 'Its author has withdrawn this reply.')
    if ((reply.acceptedAt === null) === (acceptedAt === null)) return
    await tx.reply.update({ where: { id: reply.id }, data: { acceptedAt, version: { increment: 1 } } })
    await tx.thread.update({ where: { id: thread.id }, data: { acceptedCount: { increment: acceptedAt ? 1 : -1 } } })
    await refreshResolution(tx, [thread.id])
    const post = { threadId: thread.id, replyId: reply.id, authorId: reply.authorId }
    if (acceptedAt) await notifyAuthor(tx, viewer, 'accepted', post)
    await expirePages(tx, await pagesOf(tx, [thread]))
  })
}
