import { factsOf, readRecords, readScored, type ScoredReply } from './read-facts'
import { usefulness } from './usefulness'

/** The reply of a thread that says most to someone with the same question. */
export type BestReply = { threadId: number; id: number; number: number; accepted: boolean; score: number }

/** Of many threads, only the first replies are compared. */
const comparedMax = 40

/**
 * Returns of each of these threads the accepted reply with the most boosts or, without one, the most useful reply; by the ids of the
 * threads. The score leaves out how similar a reply is to the question: vectors of many threads take too long to read. The caller has
 * checked the threads. Two queries.
 */
export async function readBestReplies(threadIds: number[]): Promise<Map<number, BestReply>> {
  const replies = await readScored(threadIds, comparedMax)
  const byThread = new Map<number, ScoredReply[]>()
  for (const reply of replies) byThread.set(reply.threadId, [...(byThread.get(reply.threadId) ?? []), reply])
  const undecided = [...byThread.values()].filter((of) => !of.some(({ accepted }) => accepted)).flat()
  const records = await readRecords(undecided)
  return new Map([...byThread].flatMap(([threadId, of]) => bestOf(of, records).map((best) => [threadId, best] as const)))
}

function bestOf(replies: ScoredReply[], records: Awaited<ReturnType<typeof readRecords>>): BestReply[] {
  const { asker, replies: facts } = factsOf(replies, records, new Map())
  const judged = usefulness(asker, facts)
  const scores = new Map(judged.map(({ number, score }) => [number, score]))
  const accepted = replies.filter((reply) => reply.accepted).sort((a, b) => b.boosts - a.boosts || a.number - b.number)
  const best = accepted[0] ?? replies.find(({ number }) => number === judged[0]?.number)
  if (!best) return []
  const { threadId, id, number } = best
  return [{ threadId, id, number, accepted: best.accepted, score: scores.get(number) ?? 0 }]
}
