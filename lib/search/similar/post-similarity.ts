import { dot, readServingModel, readVectors } from '../semantic'

/**
 * How similar posts are to another, -1 to 1, by the nearest of their chunks. Those without vectors are missing, and all are while
 * the model has not embedded every reply: those that have vectors would seem the better ones. Two queries.
 */
export async function cosineTo(postId: string | undefined, otherIds: string[]): Promise<Map<string, number>> {
  const model = postId ? await readServingModel() : null
  if (model?.stage !== 'done' || !postId) return new Map()
  const vectors = await readVectors(model.id, [postId, ...otherIds])
  const asked = vectors.get(postId) ?? []
  const nearest = (chunks: typeof asked) => Math.max(...chunks.flatMap((chunk) => asked.map((of) => dot(chunk.vector, of.vector))))
  return new Map([...vectors].filter(([id]) => id !== postId).map(([id, chunks]) => [id, asked.length > 0 ? nearest(chunks) : 0]))
}
