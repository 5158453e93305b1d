import { createHash } from 'node:crypto'
import type pg from 'pg'
import { pool } from '../../../platform/db'
import { clusterOf, latestClusters, readClusters } from '../clusters'
import type { Embedder } from '../embedder'
import { type ChunkVector, readDigests, titleChunk, writeVectors } from '../vectors'
import { type PostText, type ReadAnswerDocuments, readTexts } from './read-texts'

/** A model at work. The posts of answers are made in a room above this one: the function that reads them is handed in. */
export type ModelAtWork = { id: number; embedder: Embedder; readAnswerDocuments: ReadAnswerDocuments }

/** Threads and answers whose opening has changed its embedding. */
export type Changed = NonNullable<PostText['subject']>[]

/** What a batch came to. */
export type Embedded = {
  /** Posts that were looked at, and texts that had to be embedded. */
  posts: number
  texts: number
}

/**
 * Embeds what has changed of these posts, and stores it in one transaction together with what `recordDone` writes: what it was
 * that brought them here, and what follows from it. A kill before that loses the batch's work and nothing else.
 */
export async function embedPosts(
  { id: modelId, embedder, readAnswerDocuments }: ModelAtWork,
  postIds: string[],
  recordDone: (client: pg.ClientBase, changed: Changed) => Promise<void>,
): Promise<Embedded> {
  const texts = await readTexts(postIds, readAnswerDocuments)
  const known = await readDigests(modelId, postIds)
  const clusters = latestClusters(await readClusters(modelId))
  const wanted = texts.flatMap((post) =>
    [...post.chunks].map(([chunk, text]) => ({ post, chunk, text, digest: createHash('sha256').update(text).digest().subarray(0, 16) })),
  )
  const isNew = (each: (typeof wanted)[number]) => !known.get(`${each.post.postId}/${each.chunk}`)?.equals(each.digest)
  const fresh = wanted.filter(isNew)
  const vectors =
    fresh.length > 0
      ? await embedder.embed(
          fresh.map(({ text }) => text),
          'passage',
        )
      : []
  const made = new Map<PostText, ChunkVector[]>()
  for (const [i, { post, chunk, digest }] of fresh.entries()) {
    const vector = vectors[i] as Float32Array
    const cluster = post.sought ? clusterOf(clusters, vector) : null
    made.set(post, [...(made.get(post) ?? []), { chunk, vector, digest, cluster }])
  }
  const isChanged = (post: PostText) => made.get(post)?.some(({ chunk }) => chunk > titleChunk) ?? false
  const changed = texts.filter(isChanged).flatMap(({ subject }) => subject ?? [])
  await write(modelId, texts, made, (client) => recordDone(client, changed))
  return { posts: texts.length, texts: fresh.length }
}

async function write(
  modelId: number,
  texts: PostText[],
  made: Map<PostText, ChunkVector[]>,
  recordDone: (client: pg.ClientBase) => Promise<void>,
): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    await writeVectors(
      client,
      modelId,
      texts.map((post) => {
        const own = made.get(post) ?? []
        const again = new Set(own.map(({ chunk }) => chunk))
        return { postId: post.postId, kept: [...post.chunks.keys()].filter((chunk) => !again.has(chunk)), made: own }
      }),
    )
    await recordDone(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
