import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { pool, queryRow, queryRows } from '../../platform/db'
import { cosineOfDistance, dot, quantizeBinary } from './quantize'
import type { QueryEmbedding } from './query-embedding'
import { type Chunks, readVectors, titleChunk } from './vectors'

const Post = z.object({ id: z.string() })
const Distances = Post.extend({ text: z.int().nullable(), title: z.int().nullable() })
const Rows = z.object({ rows: z.number() })

/**
 * Of how alike two posts are, this much comes from their titles alone and the rest from their texts: more where the query
 * has a title and a long text, less where its text stands for one. See docs/search.md.
 */
const titleShare = { titled: 0.5, untitled: 0.3 }

/** How near a post is to a query. */
export type Similarity = {
  /** How far above what a post of this forum has by chance, in standard deviations. */
  zScore: number
  /** Where between chance (0) and the same text (1): what can be compared between queries, and between models. */
  value: number
  /** The chunk of its text that is nearest. */
  chunk: number
}

/** Similarities of posts from their binary vectors: close enough to choose by. Posts without vectors are missing. One query. */
export async function roughSimilarities(embedding: QueryEmbedding, postIds: string[]): Promise<Map<string, Similarity>> {
  if (postIds.length === 0) return new Map()
  const background = await backgroundOf(embedding)
  const rows = await queryRows(pool(), Distances, {
    name: 'meaning-rough',
    text: `select post_id::text as id, min(bit_count(bits # $3::bit varying)) filter (where part > 0)::int as text,
             min(bit_count(bits # $4::bit varying)) filter (where part = 0)::int as title
           from meaning_vector where post_id = any($2::bigint[]) and model_id = $1 group by post_id`,
    values: [embedding.modelId, postIds, quantizeBinary(embedding.text), quantizeBinary(embedding.title)],
  })
  const cosine = (distance: number | null) => (distance === null ? null : cosineOfDistance(distance, embedding.text.length))
  return new Map(rows.map((row) => [row.id, comparedWithChance(blended(embedding, cosine(row.text), cosine(row.title)), 1, background)]))
}

/** The same from whole vectors, for the few whose order is seen. One query. */
export async function exactSimilarities(embedding: QueryEmbedding, postIds: string[]): Promise<Map<string, Similarity>> {
  if (postIds.length === 0) return new Map()
  return similaritiesTo(embedding, await readVectors(embedding.modelId, postIds))
}

/** The same of vectors that were read already: for many queries and the same posts. */
export async function similaritiesTo(embedding: QueryEmbedding, vectors: Map<string, Chunks>): Promise<Map<string, Similarity>> {
  const background = await backgroundOf(embedding)
  return new Map(
    [...vectors].map(([id, chunks]) => {
      const best = bestOf(embedding, chunks)
      return [id, comparedWithChance(best.cosine, best.chunk, background)]
    }),
  )
}

/** The best chunk of a text counts, and the title by itself. */
function bestOf(embedding: QueryEmbedding, chunks: Chunks): { cosine: number; chunk: number } {
  let title: number | null = null
  let text: number | null = null
  let best = 1
  for (const { chunk, vector } of chunks) {
    if (chunk === titleChunk) title = dot(embedding.title, vector)
    else {
      const cosine = dot(embedding.text, vector)
      if (text === null || cosine > text) {
        text = cosine
        best = chunk
      }
    }
  }
  return { cosine: blended(embedding, text, title), chunk: best }
}

function blended(embedding: QueryEmbedding, text: number | null, title: number | null): number {
  if (text === null || title === null) return text ?? title ?? 0
  const share = titleShare.untitled + embedding.grown * (titleShare.titled - titleShare.untitled)
  return (1 - share) * text + share * title
}

function isTitled({ grown }: QueryEmbedding): boolean {
  return grown > 0
}

function comparedWithChance(cosine: number, chunk: number, { mean, stdDev }: Background): Similarity {
  return { chunk, zScore: (cosine - mean) / stdDev, value: (cosine - mean) / (1 - mean) }
}

type Background = { mean: number; stdDev: number }

/** What unrelated texts have in common in most models, counted as so many posts more: in a small forum the rest is chance. */
const prior = { mean: 0.1, stdDev: 0.12, posts: 20 }
const sampleMax = 1_000
const sampleKeptMs = 10 * 60_000
const sampled = new LRUCache<number, Promise<SampledPost[]>>({ max: 4, ttl: sampleKeptMs })

const backgrounds = new WeakMap<QueryEmbedding, Promise<Background>>()

/** How similar the query and any post are, from a sample of the forum's openings and answers that is kept for some minutes. */
function backgroundOf(embedding: QueryEmbedding): Promise<Background> {
  const known = backgrounds.get(embedding) ?? measureBackground(embedding)
  backgrounds.set(embedding, known)
  return known
}

async function measureBackground(embedding: QueryEmbedding): Promise<Background> {
  const sample = await readSample(embedding.modelId)
  let [sum, squares] = [0, 0]
  for (const { chunks, untitled } of sample) {
    const cosine = isTitled(embedding) ? bestOf(embedding, chunks).cosine : dot(embedding.text, untitled)
    sum += cosine
    squares += cosine * cosine
  }
  const n = sample.length + prior.posts
  const mean = (sum + prior.posts * prior.mean) / n
  const square = (squares + prior.posts * (prior.stdDev ** 2 + prior.mean ** 2)) / n
  return { mean, stdDev: Math.sqrt(Math.max(1e-6, square - mean * mean)) }
}

/** `untitled`: title and text blended beforehand, which is all that a query without a title is compared with. */
type SampledPost = { chunks: Chunks; untitled: Float32Array }

function readSample(modelId: number): Promise<SampledPost[]> {
  const kept = sampled.get(modelId)
  if (kept) return kept
  const reading = drawSample(modelId).then((posts) => posts.map((chunks) => ({ chunks, untitled: blendedChunks(chunks) })))
  sampled.set(modelId, reading)
  reading.catch(() => sampled.delete(modelId))
  return reading
}

// A product with a sum of vectors is the sum of the products: the same as `blended` has it of one chunk and a title.
function blendedChunks(chunks: Chunks): Float32Array {
  const title = chunks.find(({ chunk }) => chunk === titleChunk)?.vector
  const text = chunks.find(({ chunk }) => chunk !== titleChunk)?.vector
  if (!title || !text) return title ?? text ?? new Float32Array(0)
  return text.map((value, i) => (1 - titleShare.untitled) * value + titleShare.untitled * (title[i] as number))
}

// Pages of the table by chance, so many that they hold enough posts whatever its size. Titles of covered threads are left
// out: the threads themselves have them.
async function drawSample(modelId: number): Promise<Chunks[]> {
  const { rows } = await queryRow(
    pool(),
    Rows,
    `select greatest(1, reltuples)::float as rows from pg_class where oid = 'meaning_vector'::regclass`,
  )
  const share = Math.min(100, (100 * sampleMax * 40) / rows)
  const posts = await queryRows(
    pool(),
    Post,
    `select id::text from (select distinct post_id as id from meaning_vector tablesample system ($2) repeatable (1)
       where model_id = $1 and cell is not null) drawn join search_post p using (id)
     where p.kind <> 'covered_title' order by hashint8(id) limit $3`,
    [modelId, share, sampleMax],
  )
  const vectors = await readVectors(
    modelId,
    posts.map(({ id }) => id),
  )
  // Title and beginning are enough to know what is chance.
  return [...vectors.values()].map((chunks) => chunks.filter(({ chunk }) => chunk <= 1))
}

/** For measurements and tests that change the forum under a running process. */
export function forgetBackground(): void {
  sampled.clear()
}
