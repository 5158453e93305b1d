import { authorizePerson, type Viewer } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { expirePages, pageTags } from '../../platform/expiry'
import { pagesOfThread } from './touched-pages'
import { lockThread } from './visible'
import { lockReply } from './visible-reply'

/** Boosts a thread. Once a person, however often it is asked. @throws DomainError `forbidden` or `not_found`. */
export async function boostThread(viewer: Viewer, threadId: number): Promise<void> {
  const personId = authorizePerson(viewer, 'post.boost')
  await transaction(async (tx) => {
    await lockThread(tx, viewer, threadId)
    const { count } = await tx.threadBoost.createMany({ data: [{ threadId, personId }], skipDuplicates: true })
    await countThreadBoosts(tx, threadId, count)
  })
}

/** Takes a boost back; nothing happens where there is none. @throws DomainError `forbidden` or `not_found`. */
export async function retractThreadBoost(viewer: Viewer, threadId: number): Promise<void> {
  const personId = authorizePerson(viewer, 'post.boost')
  await transaction(async (tx) => {
    await lockThread(tx, viewer, threadId)
    const { count } = await tx.threadBoost.deleteMany({ where: { threadId, personId } })
    await countThreadBoosts(tx, threadId, -count)
  })
}

/** Boosts a reply. Once a person, however often it is asked. @throws DomainError `forbidden` or `not_found`. */
export async function boostReply(viewer: Viewer, replyId: number): Promise<void> {
  const personId = authorizePerson(viewer, 'post.boost')
  await transaction(async (tx) => {
    const { threadId } = await lockReply(tx, viewer, replyId)
    const { count } = await tx.replyBoost.createMany({ data: [{ replyId, personId }], skipDuplicates: true })
    await countReplyBoosts(tx, replyId, threadId, count)
  })
}

/** Takes a boost back; nothing happens where there is none. @throws DomainError `forbidden` or `not_found`. */
export async function retractReplyBoost(viewer: Viewer, replyId: number): Promise<void> {
  const personId = authorizePerson(viewer, 'post.boost')
  await transaction(async (tx) => {
    const { threadId } = await lockReply(tx, viewer, replyId)
    const { count } = await tx.replyBoost.deleteMany({ where: { replyId, personId } })
    await countReplyBoosts(tx, replyId, threadId, -count)
  })
}

async function countThreadBoosts(tx: Db, threadId: number, by: number): Promise<void> {
  if (by === 0) return
  await tx.thread.update({ where: { id: threadId }, data: { boostCount: { increment: by } } })
  await expirePages(tx, await pagesOfThread(tx, threadId))
}

// A reply's boosts show on its thread's page alone.
async function countReplyBoosts(tx: Db, replyId: number, threadId: number, by: number): Promise<void> {
  if (by === 0) return
  await tx.reply.update({ where: { id: replyId }, data: { boostCount: { increment: by } } })
  await expirePages(tx, [pageTags.thread(threadId)])
}
