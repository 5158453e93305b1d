import { z } from 'zod'
import { pool, queryRow, queryRows } from '../../../platform/db'
import { log, messageOf } from '../../../platform/log'
import { type Cluster, clusterOf, forgetClusters, latestClusters, nearestCentre, readClusters } from '../clusters'
import { normalised } from '../embedder'
import { ensureNearIndex } from '../near-index'
import { dequantize, quantizeInt8 } from '../quantize'

/** Up to so many chunks all are read; beyond, they are clustered and some clusters are read. */
const clusteredFrom = 20_000
/** They are clustered again when there are so many times as many as when it was done last. */
const reclusteredAfterGrowth = 3
/** Vectors a centre is made from, and rounds of making them (k-means); more changed what is found by less than one in a hundred. */
const sampledPerCluster = 24
const rounds = 6
const movedAtOnce = 2_000

const Count = z.object({ chunks: z.int() })
const Code = z.object({ code: z.string() })
const Chunk = Code.extend({ post: z.string(), chunk: z.int() })

/**
 * Clusters the vectors of a model where there are enough of them, so that a search reads some clusters and not all;
 * where the database has pgvector, its index does that instead.
 * Returns whether there was something to do; a piece of it is done at a time. A search during it probes both clusterings.
 */
export async function clusterIfDue(modelId: number, dimensions: number): Promise<boolean> {
  if (Date.now() - (idleSince.get(modelId) ?? 0) < lookedAtEveryMs) return false
  // Without clusters all is read: slower, and no reason to embed nothing.
  const worked = await clusterOnce(modelId, dimensions).catch((error) => {
    log('warn', 'posts are not grouped by meaning', { error: messageOf(error) })
    return false
  })
  if (!worked) idleSince.set(modelId, Date.now())
  return worked
}

/** When it was last found that there is nothing to do: counting reads every chunk. */
const idleSince = new Map<number, number>()
const lookedAtEveryMs = 5 * 60_000

async function clusterOnce(modelId: number, dimensions: number): Promise<boolean> {
  if (await ensureNearIndex(modelId, dimensions)) return false
  const clusters = await readClusters(modelId)
  const latest = latestClusters(clusters)
  const generation = latest[0]?.generation ?? 0
  if (latest.length > 0) {
    if (await moveSome(modelId, latest)) return true
    if (clusters.length > latest.length) {
      await pool().query('delete from meaning_cell where model_id = $1 and generation < $2', [modelId, generation])
      forgetClusters()
    }
  }
  const chunks = await estimatedChunks(modelId)
  if (chunks < clusteredFrom || latest.length >= clusterCountFor(chunks / reclusteredAfterGrowth)) return false
  await makeClusters(modelId, clusterCountFor(chunks), generation + 1, Math.max(0, ...clusters.map(({ cluster }) => cluster)) + 1)
  forgetClusters()
  return true
}

function clusterCountFor(chunks: number): number {
  return Math.round(Math.sqrt(chunks))
}

async function estimatedChunks(modelId: number): Promise<number> {
  const some = await queryRow(
    pool(),
    Count,
    `select count(*)::int as chunks from (select 1 from meaning_vector where model_id = $1 and cell is not null limit $2) counted`,
    [modelId, clusteredFrom],
  )
  if (some.chunks < clusteredFrom) return some.chunks
  const text = 'select count(*)::int as chunks from meaning_vector where model_id = $1 and cell is not null'
  return (await queryRow(pool(), Count, text, [modelId])).chunks
}

async function makeClusters(modelId: number, count: number, generation: number, first: number): Promise<void> {
  const sample = await readSample(modelId, count * sampledPerCluster)
  const centres = await kMeans(sample, Math.min(count, sample.length))
  await pool().query(
    `insert into meaning_cell (model_id, cell, generation, centre)
     select $1, $2 + n - 1, $3, decode(c, 'base64') from unnest($4::text[]) with ordinality u(c, n)`,
    [modelId, first, generation, centres.map((centre) => quantizeInt8(centre).toString('base64'))],
  )
}

async function readSample(modelId: number, count: number): Promise<Float32Array[]> {
  const rows = await queryRows(
    pool(),
    Code,
    `select encode(code, 'base64') as code from meaning_vector where model_id = $1 and cell is not null and part = 1
     order by hashint8(post_id) limit $2`,
    [modelId, count],
  )
  return rows.map((row) => dequantize(Buffer.from(row.code, 'base64')))
}

/** Spherical k-means: centres of length 1. Lets others run between its steps; the same sample gives the same centres. */
export async function kMeans(sample: Float32Array[], count: number): Promise<Float32Array[]> {
  let centres = Array.from({ length: count }, (_, i) => sample[Math.floor((i * sample.length) / count)] as Float32Array)
  for (let round = 0; round < rounds; round++) {
    const sums = centres.map((centre) => new Float32Array(centre.length))
    for (const [i, vector] of sample.entries()) {
      const sum = sums[nearestCentre(centres, vector)] as Float32Array
      for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) + (vector[d] as number)
      if (i % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    // A centre that nobody is near to stays where it is.
    centres = sums.map((sum, i) => (sum.some((value) => value !== 0) ? normalised(sum) : (centres[i] as Float32Array)))
  }
  return centres
}

/** Moves some rows of earlier clusterings, or of none, into the latest. Returns whether there were any. */
async function moveSome(modelId: number, latest: Cluster[]): Promise<boolean> {
  const rows = await queryRows(
    pool(),
    Chunk,
    `select post_id::text as post, part as chunk, encode(code, 'base64') as code from meaning_vector
     where model_id = $1 and cell < $2 limit $3`,
    [modelId, Math.min(...latest.map(({ cluster }) => cluster)), movedAtOnce],
  )
  if (rows.length === 0) return false
  await pool().query(
    `update meaning_vector v set cell = u.c from unnest($2::bigint[], $3::int[], $4::int[]) u(p, n, c)
     where v.model_id = $1 and v.post_id = u.p and v.part = u.n and v.cell is not null`,
    [
      modelId,
      rows.map(({ post }) => post),
      rows.map(({ chunk }) => chunk),
      rows.map(({ code }) => clusterOf(latest, dequantize(Buffer.from(code, 'base64')))),
    ],
  )
  return true
}
