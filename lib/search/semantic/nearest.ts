import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'
import { probeClusters, readClusters } from './clusters'
import { hasNearIndex, nearestByIndex } from './near-index'
import { quantizeBinary } from './quantize'

const Near = z.object({ id: z.string() })

/** Rows of chunks that are looked at; several may be of one post. */
const chunksPerPost = 2

/**
 * Ids of the openings, answer posts and titles nearest to a vector, the nearest first, at most `countMax`. Visibility is not
 * checked: that is up to the caller. Beyond some ten thousand threads some clusters are read, not all; where the database has
 * pgvector, its index is.
 */
export async function nearestPosts(modelId: number, vector: Float32Array, countMax: number): Promise<string[]> {
  if (await hasNearIndex(modelId)) {
    const near = await nearestByIndex(modelId, quantizeBinary(vector), countMax * chunksPerPost)
    return near.slice(0, countMax).map(({ id }) => id)
  }
  const clusters = probeClusters(await readClusters(modelId), vector)
  const rows = await queryRows(pool(), Near, {
    name: 'meaning-near',
    text: `select post_id::text as id, min(distance) as distance from (
             select post_id, bit_count(bits # $3::bit varying) as distance from meaning_vector
             where model_id = $1 and cell = any($2::int[]) order by 2 limit $4) near
           group by post_id order by 2, post_id limit $5`,
    values: [modelId, clusters, quantizeBinary(vector), countMax * chunksPerPost, countMax],
  })
  return rows.map((row) => row.id)
}
