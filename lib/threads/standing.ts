import type { Db } from '../db/client'
import type { Standing } from '../db/generated/enums'

/**
 * Works out anew whether a thread is covered, answered or neither, and keeps its topic's counters in step.
 * Call it in the transaction of whatever may have changed it: accepting, covering, contesting, publishing, hiding.
 */
export async function refreshStanding(tx: Db, threadId: number): Promise<Standing> {
  const thread = await tx.thread.findUniqueOrThrow({
    where: { id: threadId },
    select: { topicId: true, standing: true, hiddenAt: true, acceptedCount: true },
  })
  const covering = await tx.coverage.count({
    where: { threadId, verdict: { not: 'contested' }, answer: { status: 'published', hiddenAt: null } },
  })
  const standing: Standing = covering > 0 ? 'covered' : thread.acceptedCount > 0 ? 'answered' : 'unanswered'
  if (standing === thread.standing) return standing
  await tx.thread.update({ where: { id: threadId }, data: { standing, version: { increment: 1 } } })
  if (!thread.hiddenAt) {
    await countInTopic(tx, thread.topicId, thread.standing, -1)
    await countInTopic(tx, thread.topicId, standing, 1)
  }
  return standing
}

/** Adds a thread of that standing to its topic's counters, or takes it away. */
export async function countInTopic(tx: Db, topicId: number, standing: Standing, by: 1 | -1): Promise<void> {
  await tx.topic.update({
    where: { id: topicId },
    data: {
      threadCount: { increment: by },
      answeredCount: { increment: standing === 'answered' ? by : 0 },
      coveredCount: { increment: standing === 'covered' ? by : 0 },
    },
  })
}
