import type { Db } from '../db/client'
import { replaceDocuments } from '../search'
import { documentsOfAnswer, indexedAnswer } from './search-documents'

/** Reads what search may show of an answer: nothing unless it is published and not hidden. */
async function indexedState(tx: Db, answerId: number) {
  const answer = await tx.answer.findUniqueOrThrow({ where: { id: answerId }, include: indexedAnswer })
  return answer.status !== 'published' || answer.hiddenAt ? [] : documentsOfAnswer(answer)
}

/** The same where a change concerns several answers: of their threads, or of where they stand. */
export async function changeIndexedOf<T>(tx: Db, answerIds: number[], change: () => Promise<T>): Promise<T> {
  const before = []
  for (const id of answerIds) before.push(...(await indexedState(tx, id)))
  const result = await change()
  const after = []
  for (const id of answerIds) after.push(...(await indexedState(tx, id)))
  if (before.length + after.length > 0) await replaceDocuments(tx, before, after)
  return result
}

/** Runs a change of an answer and brings search from the state before it to the state after it, in one transaction. */
export async function changeIndexed<T>(tx: Db, answerId: number, change: () => Promise<T>): Promise<T> {
  const before = await indexedState(tx, answerId)
  const result = await change()
  await replaceDocuments(tx, before, await indexedState(tx, answerId))
  return result
}
