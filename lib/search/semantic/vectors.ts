import type pg from 'pg'
import { z } from 'zod'
import { type Db, pool, queryRows } from '../../platform/db'
import { dequantize, quantizeBinary, quantizeInt8 } from './quantize'

const Digest = z.object({ post_id: z.string(), chunk: z.int(), digest: z.string() })
const Vector = z.object({ post: z.string(), chunk: z.int(), code: z.string() })
const ThreadVector = Vector.extend({ post: z.int() })

/** Chunk 0 of a post is its title, where it has one; its text follows. */
export const titleChunk = 0

/** One chunk of a post. */
export type ChunkVector = { chunk: number; vector: Float32Array; digest: Buffer; cluster: number | null }

/** Vectors of a post's chunks. */
export type Chunks = { chunk: number; vector: Float32Array }[]

/** Digests of what a model has embedded of these posts, by post and chunk (`12/0`). */
export async function readDigests(modelId: number, postIds: string[]): Promise<Map<string, Buffer>> {
  const rows = await queryRows(
    pool(),
    Digest,
    `select post_id::text, part as chunk, encode(digest, 'hex') as digest from meaning_vector where model_id = $1 and post_id = any($2::bigint[])`,
    [modelId, postIds],
  )
  return new Map(rows.map((row) => [`${row.post_id}/${row.chunk}`, Buffer.from(row.digest, 'hex')]))
}

/** Replaces what is known of a post's chunks: `kept` stay as they are, all others go. A post that is gone is passed over. */
export async function writeVectors(
  client: pg.ClientBase,
  modelId: number,
  posts: { postId: string; kept: number[]; made: ChunkVector[] }[],
): Promise<void> {
  await client.query(
    `delete from meaning_vector v using (select p, string_to_array(k, ',')::int[] as kept from unnest($2::bigint[], $3::text[]) u(p, k)) u
     where v.model_id = $1 and v.post_id = u.p and not v.part = any(u.kept)`,
    [modelId, posts.map(({ postId }) => postId), posts.map(({ kept }) => kept.join(','))],
  )
  const rows = posts.flatMap(({ postId, made }) => made.map((chunk) => ({ postId, ...chunk })))
  if (rows.length === 0) return
  await client.query(
    `insert into meaning_vector (model_id, post_id, part, cell, bits, code, digest)
     select $1, p, n, c, b::bit varying, decode(v, 'base64'), decode(d, 'hex')
     from unnest($2::bigint[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[]) u(p, n, c, b, v, d)
     where exists (select 1 from search_post where id = p)`,
    [
      modelId,
      rows.map(({ postId }) => postId),
      rows.map(({ chunk }) => chunk),
      rows.map(({ cluster }) => cluster),
      rows.map(({ vector }) => quantizeBinary(vector)),
      rows.map(({ vector }) => quantizeInt8(vector).toString('base64')),
      rows.map(({ digest }) => digest.toString('hex')),
    ],
  )
}

/** Vectors of the chunks of posts, by id of the post. */
export async function readVectors(modelId: number, postIds: string[]): Promise<Map<string, Chunks>> {
  const rows = await queryRows(pool(), Vector, {
    name: 'meaning-vectors',
    text: `select post_id::text as post, part as chunk, encode(code, 'base64') as code from meaning_vector
           where model_id = $1 and post_id = any($2::bigint[]) order by part`,
    values: [modelId, postIds],
  })
  return byPost(rows)
}

/** The same of posts of a thread: 0 is its opening, others are the numbers of replies. */
export async function readVectorsOfThread(modelId: number, threadId: number, places: number[]): Promise<Map<number, Chunks>> {
  const rows = await queryRows(pool(), ThreadVector, {
    name: 'meaning-vectors-of-thread',
    text: `select p.place as post, v.part as chunk, encode(v.code, 'base64') as code from search_post p
             join meaning_vector v on v.post_id = p.id and v.model_id = $1
           where p.group_kind = 'thread' and p.group_id = $2 and p.place = any($3::int[]) order by v.part`,
    values: [modelId, threadId, places],
  })
  return byPost(rows)
}

/** Removes the vectors of a thread's opening (0) or of a reply, by its number: of a text that nobody may find any more. */
export async function forgetVectors(tx: Db, threadId: number, place: number): Promise<void> {
  await tx.$executeRaw`
    delete from meaning_vector where post_id in (
      select id from search_post where group_kind = 'thread' and group_id = ${threadId} and place = ${place})`
}

/**
 * Removes the vectors of a thread's opening (0), of a reply (its number) or of all of an answer (null), and has them made again. Those of a
 * text that has changed are used until there are new ones, and without a model there will be none.
 */
export async function embedAgain(tx: Db, kind: 'thread' | 'answer', id: number, place: number | null): Promise<void> {
  await tx.$executeRaw`
    delete from meaning_vector where post_id in (
      select id from search_post where group_kind = ${kind}::subject_kind and group_id = ${id} and (${place}::int is null or place = ${place}::int))`
  // Its triggers make the posts due, also for the other engine.
  await tx.$executeRaw`
    update search_post set version = version
    where group_kind = ${kind}::subject_kind and group_id = ${id} and (${place}::int is null or place = ${place}::int)`
}

function byPost<Post>(rows: { post: Post; chunk: number; code: string }[]): Map<Post, Chunks> {
  const vectors = new Map<Post, Chunks>()
  for (const { post, chunk, code } of rows) {
    const chunks = vectors.get(post) ?? []
    chunks.push({ chunk, vector: dequantize(Buffer.from(code, 'base64')) })
    vectors.set(post, chunks)
  }
  return vectors
}
