import type { Db } from '../../platform/db'
import { pageTags } from '../../platform/expiry'

/** What must be read of a thread to know where it shows. */
export const placedThread = { id: true, topicId: true, areaId: true, authorId: true, tags: { select: { tagId: true } } } as const

type PlacedThread = { id: number; topicId: number; areaId: number; authorId: number | null; tags: { tagId: number }[] }

/** A thread's own page and the listings it is in: those of its topic, area, tags and author. */
export function pagesShowing({ id, topicId, areaId, authorId, tags }: PlacedThread): string[] {
  return [
    pageTags.thread(id),
    pageTags.topic(topicId),
    pageTags.topic(areaId),
    ...(authorId === null ? [] : [pageTags.person(authorId)]),
    ...tags.map(({ tagId }) => pageTags.tag(tagId)),
  ]
}

/** A thread that its caller has at hand. */
export type ThreadAtHand = Omit<PlacedThread, 'tags'> & { tagIds: number[] }

/**
 * Tags of all pages that show these threads, those of the answers that cover them and the front among them. For threads that the caller
 * has locked or written: it reads what covers them, and no thread. One query.
 */
export async function pagesOf(tx: Db, threads: ThreadAtHand[]): Promise<string[]> {
  const coverages = await tx.coverage.findMany({
    where: { threadId: { in: threads.map(({ id }) => id) } },
    select: { answerId: true },
  })
  const shown = threads.flatMap(({ tagIds, ...thread }) => pagesShowing({ ...thread, tags: tagIds.map((tagId) => ({ tagId })) }))
  return [...new Set([...shown, ...coverages.map(({ answerId }) => pageTags.answer(answerId)), pageTags.front])]
}

/** The same for a caller that knows their ids alone. @throws Error if one is not there. */
export async function pagesOfThreads(tx: Db, threadIds: number[]): Promise<string[]> {
  const threads = await tx.thread.findMany({ where: { id: { in: threadIds } }, select: placedThread })
  if (threads.length < new Set(threadIds).size) throw new Error('A thread is gone whose pages are asked for.')
  return pagesOf(
    tx,
    threads.map(({ tags, ...thread }) => ({ ...thread, tagIds: tags.map(({ tagId }) => tagId) })),
  )
}

/** The same of one. */
export function pagesOfThread(tx: Db, threadId: number): Promise<string[]> {
  return pagesOfThreads(tx, [threadId])
}
