import { pagesShowing, placedThread } from '../community/threads'
import { pagesOfSources } from '../evidence'
import type { Db } from '../platform/db'
import { pageTags } from '../platform/expiry'

/**
 * Tags of all pages that show this answer: its own, its topic's and tags', the profiles of its authors, what it cites, every
 * thread it covers, and the listings in which those threads show its title.
 */
export async function pagesOfAnswer(tx: Db, answerId: number): Promise<string[]> {
  const answer = await tx.answer.findUniqueOrThrow({
    where: { id: answerId },
    select: {
      topicId: true,
      areaId: true,
      tags: { select: { tagId: true } },
      revisions: { where: { authorId: { not: null } }, distinct: ['authorId'], select: { authorId: true } },
      coverages: { select: { thread: { select: placedThread } } },
    },
  })
  return [
    pageTags.answer(answerId),
    pageTags.topic(answer.topicId),
    pageTags.topic(answer.areaId),
    ...answer.revisions.flatMap(({ authorId }) => (authorId === null ? [] : [pageTags.person(authorId)])),
    ...answer.tags.map(({ tagId }) => pageTags.tag(tagId)),
    ...answer.coverages.flatMap(({ thread }) => pagesShowing(thread)),
    ...(await pagesOfSources(tx, answerId)),
    pageTags.front,
  ]
}
