import { z } from 'zod'
import { pool, queryRow, queryRows } from '../../../platform/db'
import type { EmbedderSetting } from '../../../platform/env'

const Model = z.object({
  id: z.int(),
  name: z.string(),
  dimensions: z.int(),
  embedder: z.string(),
  location: z.string(),
  stage: z.enum(['openings', 'replies', 'done']),
  done: z.int(),
  ready_at: z.date().nullable(),
})
const Id = z.object({ id: z.int() })
const State = z.object({ fault: z.string(), waiting: z.int(), givenUp: z.int(), error: z.string() })

/** A model as the database knows it. */
export type StoredModel = {
  id: number
  name: string
  dimensions: number
  /** How to open it again. */
  setting: EmbedderSetting
  stage: 'openings' | 'replies' | 'done'
  /** Posts that were looked at in this pass. */
  done: number
  readyAt: Date | null
}

/** All models that have vectors, the newest first. */
export async function readModels(): Promise<StoredModel[]> {
  const rows = await queryRows(pool(), Model, 'select * from meaning_model order by created_at desc, id desc')
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    dimensions: row.dimensions,
    setting: settingOf(row.embedder, row.location),
    stage: row.stage,
    done: row.done,
    readyAt: row.ready_at,
  }))
}

/** Whether a model serves: openings and answers have vectors. */
export async function hasEmbeddings(): Promise<boolean> {
  return (await readServingModel()) !== null
}

/** The model whose vectors serve: the newest of which all openings are there. Null where there is none. */
export async function readServingModel(): Promise<StoredModel | null> {
  return (await readModels()).find(({ readyAt }) => readyAt !== null) ?? null
}

/**
 * Notes a model that is to be used from now on and returns its id; one that is known keeps what it has. A model that was
 * left for another and is used again is worked through once more: what did not change is not embedded again, and it goes on serving
 * where the other never did.
 */
export async function registerModel(name: string, dimensions: number, setting: EmbedderSetting): Promise<number> {
  const [embedder, location] = locationOf(setting)
  const { id } = await queryRow(
    pool(),
    Id,
    `insert into meaning_model (name, dimensions, embedder, location) values ($1, $2, $3, $4)
     on conflict (name) do update set embedder = $3, location = $4 returning id`,
    [name, dimensions, embedder, location],
  )
  await pool().query(
    `update meaning_model m set created_at = now(), stage = 'openings', cursor = null, done = 0,
       ready_at = case when exists (select 1 from meaning_model o where o.created_at > m.created_at and o.ready_at is not null) then null else ready_at end
     where id = $1 and exists (select 1 from meaning_model other where other.id <> $1 and other.created_at > m.created_at)`,
    [id],
  )
  return id
}

/** Removes what other models have left, a piece at a time. Returns whether something is left. */
export async function removeOthers(modelId: number): Promise<boolean> {
  // Older ones only: a worker that has not heard of a new model yet must not undo its work.
  const rows = await queryRows(
    pool(),
    Id,
    'select o.id from meaning_model o join meaning_model own on own.id = $1 where o.id <> $1 and o.created_at < own.created_at',
    [modelId],
  )
  if (rows.length === 0) return false
  const others = rows.map(({ id }) => id)
  const { rowCount } = await pool().query(
    'delete from meaning_vector where ctid = any(array(select ctid from meaning_vector where model_id = any($1) limit $2))',
    [others, removedAtOnce],
  )
  if (rowCount === removedAtOnce) return true
  await pool().query('delete from meaning_model where id = any($1)', [others])
  return false
}

const removedAtOnce = 5_000

/** Notes why nothing can be embedded; empty when it can. */
export async function writeEmbedderFault(fault: string): Promise<void> {
  await pool().query('update meaning_state set fault = left($1, 500) where fault <> $1', [fault])
}

/** Tries again what was given up. */
export async function reviveDue(): Promise<void> {
  await pool().query(`update meaning_due set attempts = 0, due_at = now() where due_at = 'infinity'`)
}

/** What waits to be embedded, what was given up, and why nothing can be embedded, if so. */
export async function readEmbedderState(): Promise<{ fault: string; waiting: number; givenUp: number; error: string }> {
  return queryRow(
    pool(),
    State,
    `select (select fault from meaning_state) as fault, count(*) filter (where due_at <> 'infinity')::int as waiting,
       count(*) filter (where due_at = 'infinity')::int as "givenUp", coalesce(max(error), '') as error from meaning_due`,
  )
}

function locationOf(setting: EmbedderSetting): [string, string] {
  switch (setting.kind) {
    case 'local':
      return ['local', setting.folder]
    case 'http':
      return ['http', JSON.stringify([setting.url, setting.name])]
    case 'none':
      return ['none', '']
  }
}

// The key of an endpoint is not kept in the database: one that needs it is opened by the setting alone.
function settingOf(embedder: string, location: string): EmbedderSetting {
  if (embedder === 'local') return { kind: 'local', folder: location, given: location }
  if (embedder === 'http') {
    const [url, name] = JSON.parse(location)
    return { kind: 'http', url, name, key: undefined }
  }
  return { kind: 'none' }
}
