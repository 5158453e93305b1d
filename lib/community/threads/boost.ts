import { authorize, authorizePerson, type Viewer } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { expirePages, pageTags } from '../../platform/expiry'
import { lockThread } from './lock-threads'
import { pagesOf } from './touched-pages'
import { lockReply } from './visible-reply'

/** Boosts a thread by somebody else. Once a person, however often it is asked. @throws DomainError `forbidden` or `not_found`. */
export function boostThread(viewer: Viewer, threadId: number): Promise<void> {
  return changeThreadBoosts(viewer, threadId, async (tx, personId, authorId) => {
    authorize(viewer, 'post.boost', authorId === personId)
    return (await tx.threadBoost.createMany({ data: [{ threadId, personId }], skipDuplicates: true })).count
  })
}

/** Takes a boost back; nothing happens where there is none. @throws DomainError `forbidden` or `not_found`. */
export function retractThreadBoost(viewer: Viewer, threadId: number): Promise<void> {
  return changeThreadBoosts(viewer, threadId, async (tx, personId) => {
    return -(await tx.threadBoost.deleteMany({ where: { threadId, personId } })).count
  })
}

/** Boosts a reply by somebody else. Once a person, however often it is asked. @throws DomainError `forbidden` or `not_found`. */
export function boostReply(viewer: Viewer, replyId: number): Promise<void> {
  return changeReplyBoosts(viewer, replyId, async (tx, personId, authorId) => {
    authorize(viewer, 'post.boost', authorId === personId)
    return (await tx.replyBoost.createMany({ data: [{ replyId, personId }], skipDuplicates: true })).count
  })
}

/** Takes a boost back; nothing happens where there is none. @throws DomainError `forbidden` or `not_found`. */
export function retractReplyBoost(viewer: Viewer, replyId: number): Promise<void> {
  return changeReplyBoosts(viewer, replyId, async (tx, personId) => {
    return -(await tx.replyBoost.deleteMany({ where: { replyId, personId } })).count
  })
}

/** Returns by how much the number of boosts changes. */
type Change = (tx: Db, personId: number, authorId: number | null) => Promise<number>

async function changeThreadBoosts(viewer: Viewer, threadId: number, change: Change): Promise<void> {
  const personId = authorizePerson(viewer, 'post.boost')
  await transaction(async (tx) => {
    const thread = await lockThread(tx, viewer, threadId)
    const by = await change(tx, personId, thread.authorId)
    if (by === 0) return
    await tx.thread.update({ where: { id: threadId }, data: { boostCount: { increment: by } } })
    await expirePages(tx, await pagesOf(tx, [thread]))
  })
}

async function changeReplyBoosts(viewer: Viewer, replyId: number, change: Change): Promise<void> {
  const personId = authorizePerson(viewer, 'post.boost')
  await transaction(async (tx) => {
    const { reply, thread } = await lockReply(tx, viewer, replyId)
    const by = await change(tx, personId, reply.authorId)
    if (by === 0) return
    await tx.reply.update({ where: { id: replyId }, data: { boostCount: { increment: by } } })
    // A reply's boosts show on its thread's page only.
    await expirePages(tx, [pageTags.thread(thread.id)])
  })
}
