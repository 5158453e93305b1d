import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'
import { dequantize, dot } from './quantize'

const ClusterRow = z.object({ cluster: z.int(), generation: z.int(), centre: z.string() })

/** A cluster of similar posts, by its centre. */
export type Cluster = { cluster: number; generation: number; centre: Float32Array }

/** The one cluster of a forum that is small enough to be read whole. */
export const defaultCluster = 0
/** Of each clustering the square root of its clusters is probed, and never fewer than this: what is found hardly falls. */
const probedMin = 8
const keptMs = 15_000

const known = new LRUCache<number, Promise<Cluster[]>>({ max: 4, ttl: keptMs })

/** The clusters of a model; none while the forum is small. At most fifteen seconds old. */
export function readClusters(modelId: number): Promise<Cluster[]> {
  const kept = known.get(modelId)
  if (kept) return kept
  const text = `select cell as cluster, generation, encode(centre, 'base64') as centre from meaning_cell where model_id = $1 order by cell`
  const reading = queryRows(pool(), ClusterRow, text, [modelId]).then((rows) =>
    rows.map(({ cluster, generation, centre }) => ({ cluster, generation, centre: dequantize(Buffer.from(centre, 'base64')) })),
  )
  known.set(modelId, reading)
  reading.catch(() => known.delete(modelId))
  return reading
}

/** For the process that has just changed them. */
export function forgetClusters(): void {
  known.clear()
}

/** Those of the latest clustering, to which posts belong; earlier ones are only probed. */
export function latestClusters(clusters: Cluster[]): Cluster[] {
  let latest = 0
  for (const { generation } of clusters) latest = Math.max(latest, generation)
  return clusters.filter(({ generation }) => generation === latest)
}

/** The cluster that a vector belongs to, of the latest clustering. */
export function clusterOf(latest: Cluster[], vector: Float32Array): number {
  return (
    latest[
      nearestCentre(
        latest.map(({ centre }) => centre),
        vector,
      )
    ]?.cluster ?? defaultCluster
  )
}

/** Which of some centres is nearest to a vector, by its place among them; -1 of none. */
export function nearestCentre(centres: Float32Array[], vector: Float32Array): number {
  let best = -1
  let most = Number.NEGATIVE_INFINITY
  for (const [i, centre] of centres.entries()) {
    const similarity = dot(centre, vector)
    if (similarity <= most) continue
    most = similarity
    best = i
  }
  return best
}

/** The clusters in which the nearest are looked for: the nearest of every clustering that is in use, and what is in none yet. */
export function probeClusters(clusters: Cluster[], vector: Float32Array): number[] {
  const generations = new Set(clusters.map(({ generation }) => generation))
  return [
    defaultCluster,
    ...[...generations].flatMap((generation) => {
      const own = clusters.filter((cluster) => cluster.generation === generation)
      return nearestClusters(own, vector, Math.max(probedMin, Math.ceil(Math.sqrt(own.length))))
    }),
  ]
}

function nearestClusters(clusters: Cluster[], vector: Float32Array, count: number): number[] {
  return clusters
    .map(({ cluster, centre }) => ({ cluster, similarity: dot(centre, vector) }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, count)
    .map(({ cluster }) => cluster)
}
