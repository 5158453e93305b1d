import type pg from 'pg'
import { z } from 'zod'
import { pool, queryRows } from '../../../platform/db'
import { enqueueMany } from '../../../platform/jobs'
import { retryAt } from '../../../platform/resilience'
import { readPostIdsBefore } from '../../posts/read-posts'
import { clusterIfDue } from './cluster-vectors'
import { type Changed, type Embedded, embedPosts, type ModelAtWork } from './embed-posts'

const batchPosts = 16
const attemptsMax = 6
const backOffSeconds = 5
/** As many changes at once are an import: each thread comes by itself, and what it points to with it. */
const manyAtOnce = 8

const Due = z.object({ id: z.string(), changed: z.string() })
const State = z.object({ stage: z.enum(['openings', 'replies', 'done']), cursor: z.string().nullable() })

/** What was tried before and failed is tried alone, so that it holds up no other. */
const dueBatch = `select post_id, changed_at from meaning_due where due_at <= now() and attempts = 0 order by sought desc, due_at limit ${batchPosts}`
const dueAlone = `select post_id, changed_at from meaning_due where due_at <= now() order by due_at limit 1`

/** Embeds some of what has changed, and has the lists around it worked out again. Returns null where nothing waits. */
export async function embedDue(model: ModelAtWork): Promise<Embedded | null> {
  const read = (of: string) => queryRows(pool(), Due, `select post_id::text as id, changed_at::text as changed from (${of}) due`)
  let rows = await read(dueBatch)
  if (rows.length === 0) rows = await read(dueAlone)
  if (rows.length === 0) return null
  // A post that changes meanwhile stays due.
  const recordDone = async (client: pg.ClientBase, changed: Changed) => {
    await client.query(
      `delete from meaning_due d using unnest($1::bigint[], $2::timestamptz[]) u(id, changed) where d.post_id = u.id and d.changed_at = u.changed`,
      [rows.map(({ id }) => id), rows.map((row) => row.changed)],
    )
    const spread = changed.length < manyAtOnce
    await enqueueMany(
      client,
      'related.refresh',
      changed.map((subject) => ({ ...subject, spread })),
    )
  }
  return embedPosts(
    model,
    rows.map(({ id }) => id),
    recordDone,
  )
}

/**
 * Embeds the next posts of a model that is being worked through, the newest first: openings and answers, then replies.
 * Returns null where it is through. Once openings and answers are there, the model serves, and `onReady` is called: once more
 * where a kill came between.
 */
export async function embedNext(model: ModelAtWork, onReady: () => Promise<void> = async () => undefined): Promise<Embedded | null> {
  const [state] = await queryRows(pool(), State, 'select stage, cursor::text as cursor from meaning_model where id = $1', [model.id])
  const { stage, cursor } = state ?? { stage: 'done', cursor: null }
  if (stage === 'done') return null
  const ids = await readPostIdsBefore(cursor, stage, batchPosts)
  if (ids.length === 0) {
    // A model that serves before its posts are grouped would have every search read them all.
    if (stage === 'openings' && (await clusterIfDue(model.id, model.embedder.dimensions))) return { posts: 0, texts: 0 }
    if (stage === 'openings') {
      await leaveMissed(model.id)
      await pool().query('update meaning_model set ready_at = coalesce(ready_at, now()) where id = $1', [model.id])
      await onReady()
    }
    await pool().query('update meaning_model set stage = $2, cursor = null where id = $1', [
      model.id,
      stage === 'openings' ? 'replies' : 'done',
    ])
    return { posts: 0, texts: 0 }
  }
  return embedPosts(model, ids, async (client) => {
    await client.query('update meaning_model set cursor = $2, done = done + $3 where id = $1', [model.id, ids.at(-1), ids.length])
  })
}

/**
 * Leaves openings and answers that the walk did not meet for later: what was being written when the first model came was not seen
 * yet, and its trigger knew of no model.
 */
async function leaveMissed(modelId: number): Promise<void> {
  await pool().query(
    `insert into meaning_due (post_id, sought) select id, true from search_post p
     where kind <> 'reply' and not exists (select 1 from meaning_vector v where v.post_id = p.id and v.model_id = $1)
     order by id on conflict do nothing`,
    [modelId],
  )
}

/** Puts off what could not be embedded; what fails again and again is left, with its error, until it changes. */
export async function putOff(error: string): Promise<void> {
  await pool().query(
    `update meaning_due set attempts = attempts + 1, error = left($1, 500),
       due_at = case when attempts + 1 >= $2 then 'infinity' else ${retryAt('attempts', '$3')} end
     where post_id in (select post_id from (${dueBatch}) batch) or (not exists (${dueBatch}) and post_id in (select post_id from (${dueAlone}) alone))`,
    [error, attemptsMax, backOffSeconds],
  )
}

/** Leaves the next posts of a model that is being worked through for later, one by one, since together they fail. */
export async function leaveBatch(modelId: number): Promise<void> {
  await pool().query(
    `with state as (select stage, cursor from meaning_model where id = $1),
       batch as (select p.id from search_post p, state s where (s.cursor is null or p.id < s.cursor)
         and (p.kind <> 'reply') = (s.stage = 'openings') order by p.id desc limit $2),
       left_for_later as (insert into meaning_due (post_id, sought) select id, (select stage from state) = 'openings' from batch order by id on conflict do nothing)
     update meaning_model set cursor = coalesce((select min(id) from batch), cursor) where id = $1`,
    [modelId, batchPosts],
  )
}
