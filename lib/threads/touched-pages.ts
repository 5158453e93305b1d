import type { Db } from '../db/client'
import { pageTags } from '../expiry/page-tags'

/** Tags of all pages that show this thread: its own, and the listings of its topic, area, tags, author. */
export async function pagesOfThread(tx: Db, threadId: number): Promise<string[]> {
  const thread = await tx.thread.findUniqueOrThrow({
    where: { id: threadId },
    select: { topicId: true, areaId: true, authorId: true, tags: { select: { tagId: true } }, coverages: { select: { answerId: true } } },
  })
  return [
    pageTags.thread(threadId),
    pageTags.topic(thread.topicId),
    pageTags.topic(thread.areaId),
    ...(thread.authorId === null ? [] : [pageTags.person(thread.authorId)]),
    ...thread.tags.map(({ tagId }) => pageTags.tag(tagId)),
    ...thread.coverages.map(({ answerId }) => pageTags.answer(answerId)),
    pageTags.front,
  ]
}
