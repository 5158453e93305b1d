import { readHeadIds } from '../posts/read-posts'
import { readServingModel } from './models/stored-models'
import type { QueryEmbedding } from './query-embedding'
import { readVectors, titleChunk } from './vectors'

/** The stored embedding of the opening of a thread or the head of an answer: no model has to run. Null where nothing is. */
export async function storedEmbedding(kind: 'thread' | 'answer', id: number): Promise<QueryEmbedding | null> {
  return (await storedEmbeddings(kind, [id])).get(id) ?? null
}

/** The same of many, by their ids; those without vectors are missing. Three queries. */
export async function storedEmbeddings(kind: 'thread' | 'answer', ids: number[]): Promise<Map<number, QueryEmbedding>> {
  const model = await readServingModel()
  if (!model) return new Map()
  const heads = await readHeadIds(kind, ids)
  const vectors = await readVectors(model.id, [...heads.values()])
  return new Map(
    [...heads].flatMap(([id, postId]) => {
      const chunks = vectors.get(postId) ?? []
      const text = chunks.find(({ chunk }) => chunk === titleChunk + 1)?.vector
      const title = chunks.find(({ chunk }) => chunk === titleChunk)?.vector ?? text
      return text && title ? [[id, { modelId: model.id, text, title, grown: title === text ? 0 : 1 }]] : []
    }),
  )
}
