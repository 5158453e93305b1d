import { liveAnswer } from '../identity/viewer'
import type { Db } from '../platform/db'
import { replaceDocuments, type SearchDocument } from '../search'
import { lockAnswerRows } from './lock-answers'
import { documentsOfAnswer, indexedAnswer } from './search-documents'

/** Reads what search may show of answers: nothing of those that are not published, or hidden. */
async function indexedStates(tx: Db, answerIds: number[]): Promise<SearchDocument[]> {
  const answers = await tx.answer.findMany({
    where: { id: { in: answerIds }, ...liveAnswer },
    include: indexedAnswer,
    orderBy: { id: 'asc' },
  })
  return answers.flatMap((answer) => documentsOfAnswer(answer))
}

/** Runs a change of an answer and brings search from the state before it to the state after it, in one transaction. */
export function withReindex<T>(tx: Db, answerId: number, change: () => Promise<T>): Promise<T> {
  return withReindexOfAll(tx, [answerId], change)
}

/**
 * The same for a change of several answers: of their threads, or of their topics. They stay locked, in the order of
 * their ids, or what another writes at the same time would be put back.
 */
export async function withReindexOfAll<T>(tx: Db, answerIds: number[], change: () => Promise<T>): Promise<T> {
  if (answerIds.length === 0) return change()
  await lockAnswerRows(tx, answerIds)
  const before = await indexedStates(tx, answerIds)
  const result = await change()
  const after = await indexedStates(tx, answerIds)
  if (before.length + after.length > 0) await replaceDocuments(tx, before, after)
  return result
}
