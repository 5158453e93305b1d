import type { Db } from '../db/client'
import { pageTags } from '../expiry/page-tags'

/** What must be read of a thread to know where it shows. */
export const placedThread = { id: true, topicId: true, areaId: true, authorId: true, tags: { select: { tagId: true } } } as const

type PlacedThread = { id: number; topicId: number; areaId: number; authorId: number | null; tags: { tagId: number }[] }

/** A thread's own page and the listings it stands in: those of its topic, area, tags and author. */
export function pagesShowing({ id, topicId, areaId, authorId, tags }: PlacedThread): string[] {
  return [
    pageTags.thread(id),
    pageTags.topic(topicId),
    pageTags.topic(areaId),
    ...(authorId === null ? [] : [pageTags.person(authorId)]),
    ...tags.map(({ tagId }) => pageTags.tag(tagId)),
  ]
}

/** Tags of all pages that show this thread, those of the answers that cover it and the front among them. */
export async function pagesOfThread(tx: Db, threadId: number): Promise<string[]> {
  const thread = await tx.thread.findUniqueOrThrow({
    where: { id: threadId },
    select: { ...placedThread, coverages: { select: { answerId: true } } },
  })
  return [...pagesShowing(thread), ...thread.coverages.map(({ answerId }) => pageTags.answer(answerId)), pageTags.front]
}
