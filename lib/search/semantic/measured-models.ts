import { z } from 'zod'
import { pool, queryRow } from '../../platform/db'

// What a measurement needs that fills the vectors of a model by itself.

const Count = z.object({ n: z.int() })

/** Has a model serve whose vectors are all there. */
export async function completeModel(modelId: number): Promise<void> {
  await pool().query(`update meaning_model set stage = 'done', ready_at = now() where id = $1`, [modelId])
  await pool().query('vacuum analyze meaning_vector')
}

/** How many chunks of a model can be found: all, or those of some clusters. */
export async function countChunks(modelId: number, clusters: number[] | null = null): Promise<number> {
  const { n } = await queryRow(
    pool(),
    Count,
    'select count(*)::int as n from meaning_vector where model_id = $1 and cell is not null and ($2::int[] is null or cell = any($2))',
    [modelId, clusters],
  )
  return n
}
