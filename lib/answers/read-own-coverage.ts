import { liveAnswer, type Viewer, visibleTopic } from '../identity/viewer'
import { type CoverageResponse, db } from '../platform/db'

/** A thread of the reader's own that an answer covers, for a page about the answer. */
export type OwnCoverage = {
  thread: { id: number; slug: string; title: string }
  answerId: number
  response: CoverageResponse
  /** They contested it before, and an editor decided or revised the answer. */
  contestedBefore: boolean
}

/** Returns what the asker of a thread said of an answer that covers it; null for anybody else, and where it does not cover it any more. */
export async function readOwnCoverage(viewer: Viewer, threadId: number, slug: string): Promise<OwnCoverage | null> {
  if (viewer.personId === null) return null
  const found = await db().coverage.findFirst({
    where: {
      threadId,
      thread: { authorId: viewer.personId, hiddenAt: null, topic: visibleTopic(viewer) },
      answer: { slug, ...liveAnswer, topic: visibleTopic(viewer) },
    },
    include: { thread: { select: { id: true, slug: true, title: true } } },
  })
  if (!found) return null
  const { thread, answerId, response } = found
  const decided = await db().contestDecision.count({ where: { threadId, answerId } })
  return { thread, answerId, response, contestedBefore: decided > 0 }
}
