import { z } from 'zod'
import { readAnswerDocuments } from '../../lib/answers'
import { findSimilar, suggestPlace } from '../../lib/curation/ask'
import { system, visitor } from '../../lib/identity/viewer'
import { pool, queryRows } from '../../lib/platform/db'
import { modelSetting, openEmbedder, search, searchEngine, similar, storedEmbedding, warmQueryEmbedder } from '../../lib/search'
import {
  clusterIfDue,
  completeModel,
  countChunks,
  defaultCluster,
  embedPosts,
  embedQuery,
  forgetBackground,
  forgetQueryEmbedder,
  normalised,
  probeClusters,
  readClusters,
  readPostIdsBefore,
  registerModel,
  writeVectors,
} from '../../lib/search/measuring'
import { seeded } from '../evaluate'
import type { Vocabulary } from './corpus'
import { summary } from './quantiles'

const Thread = z.object({ id: z.int() })
const Asked = Thread.extend({ title: z.string(), body: z.string() })

export type SemanticSearchFigures = {
  threads: number
  /** Posts and texts that the model embeds and the database stores in a second: a post has its title and chunks. */
  postsPerSecond: number
  textsPerSecond: number
  /** The megabytes that a process takes more with the model open and warm. */
  megabytes: number
  groupingSeconds: number
  times: { what: string; p50: number; p95: number }[]
  /** Rows of vectors that are compared for one related list, and how many there are. */
  rowsRead: number
  rows: number
}

const embeddedPosts = 320
const postsMax = 2_000_000
const measured = 120
const batch = 2_000
/** The number of subjects around which made vectors lie. */
const subjects = 300

/**
 * Measures what semantic search costs, with the real model. Only some posts are embedded by it, to measure its speed. The others get random
 * vectors around some hundred subjects, because what a search costs does not depend on what they mean.
 */
export async function benchSemanticSearch(
  vocabulary: Vocabulary,
  seed: number,
  progress: (done: number, total: number) => void,
): Promise<SemanticSearchFigures | null> {
  const setting = modelSetting()
  const before = process.memoryUsage().rss
  const embedder = await openEmbedder(setting)
  if (!embedder) return null
  for (let i = 0; i < 50; i++) await embedder.embed([Array.from({ length: 40 }, () => vocabulary.pick()).join(' ')], 'passage')
  const megabytes = (process.memoryUsage().rss - before) / 1e6
  const modelId = await registerModel(embedder.model, embedder.dimensions, setting)
  const posts = await readPostIdsBefore(null, 'openings', postsMax)
  const started = performance.now()
  let texts = 0
  for (let at = 0; at < Math.min(embeddedPosts, posts.length); at += 16) {
    const ids = posts.slice(at, at + 16)
    texts += (await embedPosts({ id: modelId, embedder, readAnswerDocuments }, ids, async () => undefined)).texts
  }
  const seconds = (performance.now() - started) / 1000
  await embedder.close()
  const others = posts.slice(embeddedPosts)
  await fill({ modelId, dimensions: embedder.dimensions }, others, seed, progress)
  const grouping = performance.now()
  while (await clusterIfDue(modelId, embedder.dimensions));
  const groupingSeconds = (performance.now() - grouping) / 1000
  await completeModel(modelId)
  forgetQueryEmbedder()
  forgetBackground()
  await warmQueryEmbedder()
  return {
    threads: posts.length,
    postsPerSecond: Math.min(embeddedPosts, posts.length) / seconds,
    textsPerSecond: texts / seconds,
    megabytes,
    groupingSeconds,
    times: await timeAll(vocabulary, seed),
    rowsRead: await rowsRead(modelId),
    rows: await countChunks(modelId),
  }
}

/** Writes made vectors for these posts. */
async function fill(
  { modelId, dimensions }: { modelId: number; dimensions: number },
  ids: string[],
  seed: number,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const random = seeded(seed + 5)
  const gaussian = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const vector = (around?: Float32Array) =>
    normalised(Float32Array.from({ length: dimensions }, (_, i) => gaussian() + (around ? 16 * (around[i] as number) : 0)))
  const centres = Array.from({ length: subjects }, () => vector())
  const digest = Buffer.alloc(16)
  for (let at = 0; at < ids.length; at += batch) {
    const client = await pool().connect()
    try {
      const made = ids.slice(at, at + batch).map((postId) => {
        const centre = centres[Math.floor(random() * subjects)] as Float32Array
        return { postId, kept: [], made: [0, 1].map((chunk) => ({ chunk, vector: vector(centre), digest, cluster: defaultCluster })) }
      })
      await writeVectors(client, modelId, made)
    } finally {
      client.release()
    }
    progress(at, ids.length)
  }
  progress(ids.length, ids.length)
}

async function timeAll(vocabulary: Vocabulary, seed: number): Promise<SemanticSearchFigures['times']> {
  const random = seeded(seed + 7)
  const words = (count: number) => Array.from({ length: count }, () => vocabulary.pick()).join(' ')
  const rows = await queryRows(pool(), Asked, 'select id, title, body from thread order by hashint4(id) limit $1', [measured])
  const kinds: [string, (i: number) => Promise<unknown>][] = [
    ['a question is embedded', () => embedQuery(words(12), '', 5_000)],
    ['search, question of ten words', () => search(searchEngine(), visitor, { text: words(10) })],
    ['search, two words', () => search(searchEngine(), visitor, { text: words(2) })],
    [
      'similar while typing a title',
      async () => {
        const title = words(3 + Math.floor(random() * 5))
        const { nearest } = await findSimilar(visitor, title, '', true)
        return suggestPlace(visitor, title, '', nearest)
      },
    ],
    [
      'one related list',
      async (i) => {
        const { id, title, body } = rows[i % rows.length] as (typeof rows)[number]
        return similar(
          system,
          { title, body, tags: [] },
          {
            exclude: { kind: 'thread', id },
            countMax: 20,
            embedding: await storedEmbedding('thread', id),
          },
        )
      },
    ],
  ]
  const figures: SemanticSearchFigures['times'] = []
  for (const [what, run] of kinds) {
    for (let i = 0; i < 10; i++) await run(i)
    const times: number[] = []
    for (let i = 0; i < measured; i++) {
      const started = performance.now()
      await run(i)
      times.push(performance.now() - started)
    }
    const { p50, p95 } = summary(times)
    figures.push({ what, p50, p95 })
  }
  return figures
}

async function rowsRead(modelId: number): Promise<number> {
  const rows = await queryRows(pool(), Thread, 'select id from thread order by hashint4(id) limit 20')
  const clusters = await readClusters(modelId)
  let sum = 0
  for (const { id } of rows) {
    const embedding = await storedEmbedding('thread', id)
    if (!embedding) continue
    sum += await countChunks(modelId, probeClusters(clusters, embedding.text))
  }
  return Math.round(sum / rows.length)
}
