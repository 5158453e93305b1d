import { lockThreadRows, nextReplyNumber, pagesOfThreads, refreshResolution, replyDocument } from '../../community/threads'
import type { Db } from '../../platform/db'
import { expirePages } from '../../platform/expiry'
import { replaceDocuments } from '../../search'

/**
 * Moves a reply to another thread, as the source did: to the number `wanted` if that is free, or after the last
 * reply. Links to the reply that it answers, and from replies that answer it, are removed.
 */
export async function moveReply(tx: Db, replyId: number, intoId: number, wanted: number | null = null): Promise<void> {
  const before = await tx.reply.findUniqueOrThrow({ where: { id: replyId } })
  const threadIds = [before.threadId, intoId].sort((a, b) => a - b)
  await lockThreadRows(tx, threadIds)
  await tx.reply.updateMany({ where: { answersReplyId: replyId }, data: { answersReplyId: null } })
  const isFree = wanted !== null && (await tx.reply.count({ where: { threadId: intoId, number: wanted } })) === 0
  const number = isFree ? wanted : await nextReplyNumber(tx, intoId)
  const after = await tx.reply.update({
    where: { id: replyId },
    data: { threadId: intoId, number, answersReplyId: null, answersOpening: false, version: { increment: 1 } },
  })
  const threads = await tx.thread.findMany({ where: { id: { in: threadIds } }, select: { id: true, hiddenAt: true } })
  const isSearched = (threadId: number) =>
    before.hiddenAt === null && threads.some(({ id, hiddenAt }) => id === threadId && hiddenAt === null)
  await replaceDocuments(tx, isSearched(before.threadId) ? [replyDocument(before)] : [], isSearched(intoId) ? [replyDocument(after)] : [])
  await tx.$executeRaw`
    update thread t set reply_count = t.reply_base + c.replies, accepted_count = c.accepted, version = t.version + 1
    from (select s.id, count(r.id)::int as replies, count(r.accepted_at)::int as accepted
          from unnest(${threadIds}::int[]) s(id) left join reply r on r.thread_id = s.id and r.hidden_at is null group by s.id) c
    where t.id = c.id`
  await refreshResolution(tx, threadIds)
  await expirePages(tx, await pagesOfThreads(tx, threadIds))
}
