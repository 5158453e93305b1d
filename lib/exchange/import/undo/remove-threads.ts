import { openingDocument, replyDocument } from '../../../community/threads'
import type { Db } from '../../../platform/db'
import { expirePages, pageTags } from '../../../platform/expiry'
import { enqueueRelated } from '../../../platform/jobs'
import { replaceDocuments } from '../../../search'
import { removeEmptyTags } from './remove-tags'
import { removeTraces } from './remove-traces'

/** Posts that one statement removes from search. */
const chunkSize = 500

/** Removes threads, their replies and everything that refers to them. The threads must be locked, and nobody may have built on them. */
export async function removeThreads(
  tx: Db,
  sourceId: number,
  ids: number[],
  since: Date,
): Promise<{ threads: number; replies: number; tags: number }> {
  if (ids.length === 0) return { threads: 0, replies: 0, tags: 0 }
  const threads = await tx.thread.findMany({ where: { id: { in: ids } }, include: { tags: { include: { tag: true } } } })
  const replies = await tx.reply.findMany({ where: { threadId: { in: ids } } })
  const visible = new Set(threads.filter(({ hiddenAt }) => hiddenAt === null).map(({ id }) => id))
  const documents = [
    ...threads
      .filter(({ id }) => visible.has(id))
      .map((thread) => openingDocument({ ...thread, tags: thread.tags.map(({ tag }) => tag.name) })),
    ...replies.filter(({ hiddenAt, threadId }) => hiddenAt === null && visible.has(threadId)).map(replyDocument),
  ]
  for (let at = 0; at < documents.length; at += chunkSize) await replaceDocuments(tx, documents.slice(at, at + chunkSize), [])
  await tx.$executeRaw`
    update topic o set thread_count = o.thread_count - c.n, answered_count = o.answered_count - c.answered, covered_count = o.covered_count - c.covered
    from (select topic_id, count(*)::int as n, count(*) filter (where standing = 'answered')::int as answered,
            count(*) filter (where standing = 'covered')::int as covered
          from thread where id = any(${[...visible]}::int[]) group by topic_id) c where c.topic_id = o.id`
  await tx.$executeRaw`
    update tag g set thread_count = g.thread_count - c.n
    from (select tag_id, count(*)::int as n from thread_tag where thread_id = any(${[...visible]}::int[]) group by tag_id) c where c.tag_id = g.id`
  await enqueueRelated(tx, await pointingTo(tx, ids))
  const replyIds = replies.map(({ id }) => id)
  await removeTraces(tx, sourceId, 'reply', replyIds)
  await removeTraces(tx, sourceId, 'thread', ids)
  await tx.reply.deleteMany({ where: { threadId: { in: ids } } })
  await tx.thread.deleteMany({ where: { id: { in: ids } } })
  await expirePages(tx, [pageTags.everything])
  const tagIds = [...new Set(threads.flatMap((thread) => thread.tags.map(({ tagId }) => tagId)))]
  return { threads: threads.length, replies: replies.length, tags: await removeEmptyTags(tx, tagIds, since) }
}

/** Returns threads and answers that stay and have one of these in their related lists. */
async function pointingTo(tx: Db, ids: number[]): Promise<{ threads: number[]; answers: number[] }> {
  const links = await tx.relatedLink.findMany({
    where: { toKind: 'thread', toId: { in: ids } },
    select: { fromKind: true, fromId: true },
    distinct: ['fromKind', 'fromId'],
  })
  const gone = new Set(ids)
  return {
    threads: links.filter(({ fromKind, fromId }) => fromKind === 'thread' && !gone.has(fromId)).map(({ fromId }) => fromId),
    answers: links.filter(({ fromKind }) => fromKind === 'answer').map(({ fromId }) => fromId),
  }
}
