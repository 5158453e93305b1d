import type { Db } from '../db/client'
import { pageTags } from '../expiry/page-tags'

/** Tags of all pages that show this answer: its own, its topic's and tags', and every thread it covers. */
export async function pagesOfAnswer(tx: Db, answerId: number): Promise<string[]> {
  const answer = await tx.answer.findUniqueOrThrow({
    where: { id: answerId },
    select: { topicId: true, areaId: true, tags: { select: { tagId: true } }, coverages: { select: { threadId: true } } },
  })
  return [
    pageTags.answer(answerId),
    pageTags.topic(answer.topicId),
    pageTags.topic(answer.areaId),
    ...answer.tags.map(({ tagId }) => pageTags.tag(tagId)),
    ...answer.coverages.map(({ threadId }) => pageTags.thread(threadId)),
    pageTags.front,
  ]
}
