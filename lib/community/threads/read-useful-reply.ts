import { similaritiesToOpening } from '../../search'
import { factsOf, readRecords, readScored } from './read-facts'
import { confidence, type ReplyFacts, type Usefulness, usefulness } from './usefulness'

/** The reply that is shown on top of a long thread, with its reasons. */
export type UsefulReply = Usefulness & { boosts: number }

/** Reading a shorter thread takes no longer than reading the hint. */
export const usefulRepliesMin = 5
/** Only the first replies are scored, so that a thread of thousands costs no more. */
const comparedMax = 300
/** Below this, two or three replies are about as good, and none is put on top. */
const confidenceMin = 0.5

/**
 * Returns the most useful reply of a long thread without an accepted one, or null if none stands out. Only visible replies count; the
 * caller has checked the thread. Three queries.
 */
export async function readUsefulReply(threadId: number): Promise<UsefulReply | null> {
  const { asker, replies } = await readFacts(threadId)
  if (replies.length < usefulRepliesMin) return null
  const judged = usefulness(asker, replies)
  const [best] = judged
  if (!best || confidence(judged) < confidenceMin) return null
  return { ...best, boosts: replies.find(({ number }) => number === best.number)?.boosts ?? 0 }
}

/** The replies of a thread as they are scored. */
export async function readFacts(threadId: number): Promise<{ asker: number | null; replies: ReplyFacts[] }> {
  const rows = await readScored([threadId], comparedMax)
  const [records, similarity] = await Promise.all([
    readRecords(rows),
    similaritiesToOpening(
      threadId,
      rows.map((row) => row.number),
    ),
  ])
  return factsOf(rows, records, similarity)
}
