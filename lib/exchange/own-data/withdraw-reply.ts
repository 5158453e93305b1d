import { lockThreadRows, pagesOfThread, refreshResolution, replyDocument } from '../../community/threads'
import type { Db } from '../../platform/db'
import { pageTags } from '../../platform/expiry'
import { forgetVectors, replaceDocuments } from '../../search'
import { withdrawnBody } from '../../shared'
import { followWithdrawal, forgetTextOf } from './withdraw-text'

/**
 * Withdraws the text of a reply for good. If someone else answers it, an empty post stays; otherwise it is hidden. It
 * is no longer accepted. It may be called twice.
 */
export async function withdrawReply(tx: Db, replyId: number, at: Date): Promise<void> {
  const found = await tx.reply.findUnique({ where: { id: replyId }, select: { threadId: true } })
  if (!found) return
  await lockThreadRows(tx, [found.threadId])
  const reply = await tx.reply.findUniqueOrThrow({ where: { id: replyId }, include: { revisions: { select: { body: true } } } })
  if (reply.withdrawnAt) return
  const thread = await tx.thread.findUniqueOrThrow({ where: { id: reply.threadId }, select: { hiddenAt: true } })
  const wasShown = reply.hiddenAt === null
  const answered = await tx.reply.count({
    where: { answersReplyId: replyId, hiddenAt: null, OR: [{ authorId: null }, { authorId: { not: reply.authorId } }] },
  })
  const stays = wasShown && answered > 0
  const pagesBefore = [...(await pagesOfThread(tx, reply.threadId)), ...(reply.authorId ? [pageTags.person(reply.authorId)] : [])]
  const after = await tx.reply.update({
    where: { id: replyId },
    data: {
      body: withdrawnBody,
      withdrawnAt: at,
      hiddenAt: stays ? null : (reply.hiddenAt ?? at),
      acceptedAt: null,
      version: { increment: 1 },
    },
  })
  await tx.thread.update({
    where: { id: reply.threadId },
    data: {
      replyCount: { decrement: wasShown && !stays ? 1 : 0 },
      acceptedCount: { decrement: wasShown && reply.acceptedAt ? 1 : 0 },
      version: { increment: 1 },
    },
  })
  // The posts of a hidden thread are not in search.
  if (wasShown && thread.hiddenAt === null) await replaceDocuments(tx, [replyDocument(reply)], stays ? [replyDocument(after)] : [])
  // Vectors of a changed text are used until there are new ones. Without a model there will be none.
  await forgetVectors(tx, reply.threadId, reply.number)
  await forgetTextOf(tx, 'reply', replyId, [reply.body, ...reply.revisions.map(({ body }) => body)])
  await refreshResolution(tx, [reply.threadId])
  await followWithdrawal(tx, reply.threadId, pagesBefore)
}
