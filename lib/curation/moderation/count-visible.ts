import { countInTopic, type LockedThread, openingDocument, pagesOf, refreshResolution, replyDocument } from '../../community/threads'
import type { Db } from '../../platform/db'
import { expirePages, pageTags } from '../../platform/expiry'
import { enqueue } from '../../platform/jobs'
import { replaceDocuments } from '../../search'

/** Brings search, counters and pages up to date when a thread is hidden (-1) or shown again (1). */
export async function countVisible(tx: Db, thread: LockedThread, by: 1 | -1): Promise<void> {
  const replies = await tx.reply.findMany({ where: { threadId: thread.id, hiddenAt: null } })
  const documents = [openingDocument(thread), ...replies.map(replyDocument)]
  await (by > 0 ? replaceDocuments(tx, [], documents) : replaceDocuments(tx, documents, []))
  await countInTopic(tx, thread.topicId, thread.resolution, by)
  await tx.tag.updateMany({ where: { threads: { some: { threadId: thread.id } } }, data: { threadCount: { increment: by } } })
  await expirePages(tx, await pagesOf(tx, [thread]))
  await enqueue(tx, 'related.refresh', { kind: 'thread', id: thread.id })
}

type CountedReply = { acceptedAt: Date | null; authorId: number | null }

/** The same for one reply of a thread that is shown. Search is the caller's. */
export async function countReply(tx: Db, thread: LockedThread, { acceptedAt, authorId }: CountedReply, by: 1 | -1): Promise<void> {
  await tx.thread.update({
    where: { id: thread.id },
    data: { replyCount: { increment: by }, acceptedCount: { increment: acceptedAt ? by : 0 }, version: { increment: 1 } },
  })
  await refreshResolution(tx, [thread.id])
  // The author's own page lists replies.
  await expirePages(tx, [...(await pagesOf(tx, [thread])), ...(authorId === null ? [] : [pageTags.person(authorId)])])
  await enqueue(tx, 'related.refresh', { kind: 'thread', id: thread.id })
}
