import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'
import { log, messageOf } from '../../platform/log'

const Index = z.object({ relname: z.string() })
const Extension = z.object({ version: z.string() })
const Near = z.array(z.object({ id: z.string(), distance: z.number() }))

const checkedForMs = 60_000

const nameOf = (modelId: number) => `meaning_vector_hnsw_${modelId}`
let known: { at: number; names: Promise<Set<string>> } | undefined

/** Whether this model's vectors have an index of pgvector that is ready. At most a minute old. */
export async function hasNearIndex(modelId: number): Promise<boolean> {
  if (!known || Date.now() - known.at > checkedForMs) {
    const text = `select c.relname from pg_class c join pg_index i on i.indexrelid = c.oid where c.relname like 'meaning_vector_hnsw_%' and i.indisvalid`
    const names = queryRows(pool(), Index, text).then((rows) => new Set(rows.map((row) => row.relname)))
    known = { at: Date.now(), names }
    names.catch(() => {
      known = undefined
    })
  }
  return (await known.names).has(nameOf(modelId))
}

/** For the process that has just made one, and for tests. */
export function forgetNearIndex(): void {
  known = undefined
}

/**
 * Makes an index over the binary vectors of a model where the database has pgvector, so that nothing has to be clustered.
 * Readers and writers go on meanwhile. Returns whether there is one now; where it can't be made, clusters serve.
 */
export async function ensureNearIndex(modelId: number, dimensions: number): Promise<boolean> {
  if (!(await hasPgvector())) return false
  forgetNearIndex()
  if (await hasNearIndex(modelId)) return true
  const client = await pool().connect()
  try {
    // It takes as long as it takes; one that was cut off is invalid and made again.
    await client.query('set statement_timeout = 0')
    await client.query(`drop index concurrently if exists ${nameOf(modelId)}`)
    await client.query(
      `create index concurrently ${nameOf(modelId)} on meaning_vector using hnsw ((bits::bit(${Number(dimensions)})) bit_hamming_ops)
       where model_id = ${Number(modelId)} and cell is not null`,
    )
    return true
  } catch (error) {
    log('warn', 'pgvector’s index could not be made', { because: messageOf(error) })
    return false
  } finally {
    forgetNearIndex()
    client.release(true)
  }
}

async function hasPgvector(): Promise<boolean> {
  const rows = await queryRows(pool(), Extension, `select extversion as version from pg_extension where extname = 'vector'`)
  return rows.some(({ version }) => indexesBits(version))
}

/** Whether this version of pgvector indexes bits: 0.7 or later. */
export function indexesBits(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 0 || minor >= 7
}

/** Nearest chunks by pgvector's index: as many are looked at as are wanted. One round trip, with a setting for it alone. */
export async function nearestByIndex(modelId: number, bits: string, countMax: number): Promise<{ id: string; distance: number }[]> {
  if (!/^[01]+$/.test(bits)) throw new Error('Bits are 0 and 1.')
  const [near, count] = [`bits::bit(${bits.length}) <~> B'${bits}'`, Math.max(1, Math.floor(countMax))]
  const results = await pool().query(
    `begin; set local hnsw.ef_search = ${Math.min(1_000, count)};
     select post_id::text as id, min(distance) as distance from (select post_id, ${near} as distance from meaning_vector
       where model_id = ${Number(modelId)} and cell is not null order by ${near} limit ${count}) near group by post_id order by 2, post_id;
     commit`,
  )
  return Near.parse((results as unknown as { rows: unknown[] }[])[2]?.rows ?? [])
}
