import type { Db } from '../db/client'
import { replaceDocument } from '../search'
import { answerDocuments } from './search-documents'

/** Reads what search may show of an answer: nothing unless it is published and not hidden. */
async function indexedState(tx: Db, answerId: number) {
  const answer = await tx.answer.findUniqueOrThrow({
    where: { id: answerId },
    include: { aliases: true, tags: { include: { tag: { select: { name: true } } } } },
  })
  if (answer.status !== 'published' || answer.hiddenAt) return []
  return answerDocuments({ ...answer, aliases: answer.aliases.map(({ alias }) => alias), tags: answer.tags.map(({ tag }) => tag.name) })
}

/** Runs a change of an answer and brings search from the state before it to the state after it, in one transaction. */
export async function changeIndexed<T>(tx: Db, answerId: number, change: () => Promise<T>): Promise<T> {
  const before = await indexedState(tx, answerId)
  const result = await change()
  const after = await indexedState(tx, answerId)
  const places = new Set([...before, ...after].map((document) => document.place))
  for (const place of places) {
    const at = (documents: typeof before) => documents.find((document) => document.place === place) ?? null
    await replaceDocument(tx, at(before), at(after))
  }
  return result
}
