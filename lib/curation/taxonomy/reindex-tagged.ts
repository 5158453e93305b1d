import { withReindexOfAll } from '../../answers'
import { lockThreadRows, openingDocument } from '../../community/threads'
import type { Db } from '../../platform/db'
import { replaceDocuments } from '../../search'

const chunkSize = 500

/** What has one of some tags. */
export type Tagged = { threadIds: number[]; answerIds: number[] }

/** Returns the threads and answers with one of these tags, in the order of their ids. */
export async function taggedWith(tx: Db, tagIds: number[]): Promise<Tagged> {
  const where = { tagId: { in: tagIds } }
  const threads = await tx.threadTag.findMany({ where, select: { threadId: true }, distinct: ['threadId'], orderBy: { threadId: 'asc' } })
  const answers = await tx.answerTag.findMany({ where, select: { answerId: true }, distinct: ['answerId'], orderBy: { answerId: 'asc' } })
  return { threadIds: threads.map(({ threadId }) => threadId), answerIds: answers.map(({ answerId }) => answerId) }
}

/** Makes a change to tags of these threads and answers, and has search follow. The threads are locked first. */
export async function withReindexOfTagged(tx: Db, { threadIds, answerIds }: Tagged, change: () => Promise<void>): Promise<void> {
  await withReindexOfAll(tx, answerIds, async () => {
    await lockThreadRows(tx, threadIds)
    // Search knows the openings with the tags they had: it must forget exactly those.
    const before = await openings(tx, threadIds)
    await change()
    const after = await openings(tx, threadIds)
    for (let at = 0; at < before.length; at += chunkSize) {
      await replaceDocuments(tx, before.slice(at, at + chunkSize), after.slice(at, at + chunkSize))
    }
  })
}

/** Openings as search has them, hidden ones left out, in the order of their ids. */
async function openings(tx: Db, ids: number[]) {
  const threads = await tx.thread.findMany({
    where: { id: { in: ids }, hiddenAt: null },
    include: { tags: { include: { tag: { select: { name: true } } } } },
    orderBy: { id: 'asc' },
  })
  return threads.map((thread) => openingDocument({ ...thread, tags: thread.tags.map(({ tag }) => tag.name) }))
}
