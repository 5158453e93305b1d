import { dot, readServingModel, readVectorsOfThread } from '../semantic'

/**
 * How similar replies of a thread are to its opening, -1 to 1, by the nearest of their chunks; by their numbers. Those without vectors
 * are missing, and all are while the model has not embedded every reply: those that have vectors would seem the better ones. Two queries.
 */
export async function similaritiesToOpening(threadId: number, replyNumbers: number[]): Promise<Map<number, number>> {
  const model = replyNumbers.length > 0 ? await readServingModel() : null
  if (model?.stage !== 'done') return new Map()
  const vectors = await readVectorsOfThread(model.id, threadId, [0, ...replyNumbers])
  const asked = vectors.get(0) ?? []
  const nearest = (chunks: typeof asked) => Math.max(...chunks.flatMap((chunk) => asked.map((of) => dot(chunk.vector, of.vector))))
  return new Map(
    [...vectors].filter(([number]) => number !== 0).map(([number, chunks]) => [number, asked.length > 0 ? nearest(chunks) : 0]),
  )
}
