import { z } from 'zod'
import { pool, queryRow, queryRows, withLock } from '../../../platform/db'
import { retryAt } from '../../../platform/resilience'
import { groupKinds, keyColumns, type PostKey } from '../../posts/post-key'
import type { GroupKind } from '../port'
import { indexName } from './client'
import { groupOf, idOf, keyOf, readIndexDocuments } from './documents'
import { sendDocuments } from './send'
import { readMirror } from './state'

const batchRows = 1_000
/** With back-off some ten minutes in all. */
const attemptsMax = 8
const backOffSeconds = 2

/** `changed` counts what came to a row while it waited. */
const OutboxRow = z.object({
  id: z.string(),
  group_kind: z.enum(groupKinds),
  group_id: z.int(),
  place: z.int().nullable(),
  changed: z.int(),
})
export type OutboxRow = z.infer<typeof OutboxRow>
const OutboxCounts = z.object({ waiting: z.int(), dead: z.int(), oldest: z.number() })

/**
 * Sends one batch of what waits and returns how many rows it took; null if another process is at it. Rows that speak of
 * the same post are sent once, in its present state, so sending twice does no harm: rows go when the engine has done its part.
 * @throws DomainError `unavailable` if the server takes nothing at all; the rows stay.
 */
export async function sendOutbox(): Promise<number | null> {
  return withLock('sending', false, async () => {
    const rows = await queryRows(
      pool(),
      OutboxRow,
      `select id::text, group_kind, group_id, place, changed from search_outbox
       where sent_at is null and dead_at is null and due_at <= now() order by id limit $1`,
      [batchRows],
    )
    if (rows.length === 0) return 0
    const refusals = await sendRows(indexName(), rows)
    const { building } = await readMirror()
    await recordSent(rows, refusals, building !== null)
    return rows.length
  })
}

/** Brings an index to the present state of what these rows speak of. Returns what was refused, by id of the document. */
export async function sendRows(indexUid: string, rows: OutboxRow[]): Promise<Map<string, string>> {
  const posts = new Map<string, PostKey>()
  const groups = new Map<string, { groupKind: GroupKind; groupId: number }>()
  for (const { group_kind: groupKind, group_id: groupId, place } of rows) {
    if (place === null) groups.set(groupOf(groupKind, groupId), { groupKind, groupId })
    else posts.set(idOf({ groupKind, groupId, place }), { groupKind, groupId, place })
  }
  const documents = await readIndexDocuments([...posts.values()], [...groups.values()])
  const present = new Set(documents.map(({ id }) => id))
  const gone = [...posts.keys()].filter((id) => !present.has(id))
  const refusals = await sendDocuments(indexUid, documents, gone)
  return new Map(refusals.map(({ id, error }) => [id, error]))
}

async function recordSent(rows: OutboxRow[], refusals: Map<string, string>, keep: boolean): Promise<void> {
  const refusalOf = (row: OutboxRow) => {
    const group = groupOf(row.group_kind, row.group_id)
    if (row.place !== null) return refusals.get(`${group}-${row.place}`)
    return [...refusals].find(([id]) => id.startsWith(`${group}-`))?.[1]
  }
  const refused = rows.flatMap((row) => {
    const error = refusalOf(row)
    return error === undefined ? [] : [{ id: row.id, error }]
  })
  const bad = new Set(refused.map(({ id }) => id))
  const good = rows.filter(({ id }) => !bad.has(id))
  // What has changed since it was read, or is changing now, is sent once more. While another index is being built, what was
  // sent must reach that one too.
  await pool().query(
    `with done as (select o.id from search_outbox o join unnest($1::bigint[], $2::int[]) u(id, changed) on u.id = o.id and u.changed = o.changed
         for update of o skip locked),
       ${keep ? 'sent as (update search_outbox o set sent_at = now() from done where o.id = done.id' : 'sent as (delete from search_outbox o using done where o.id = done.id'}
         returning o.group_kind, o.group_id, o.place)
     delete from search_outbox d using sent where d.dead_at is not null and d.group_kind = sent.group_kind and d.group_id = sent.group_id
       and d.place is not distinct from sent.place`,
    [good.map(({ id }) => id), good.map(({ changed }) => changed)],
  )
  if (refused.length === 0) return
  await pool().query(
    `update search_outbox o set attempts = attempts + 1, error = left(r.error, 1000),
       dead_at = case when attempts + 1 >= $3 then now() end,
       due_at = ${retryAt('attempts', '$4')}
     from unnest($1::bigint[], $2::text[]) r(id, error) where o.id = r.id`,
    [refused.map(({ id }) => id), refused.map(({ error }) => error), attemptsMax, backOffSeconds],
  )
}

/** Leaves posts to be sent that no write has changed; what was given up as it is stays given up. */
export async function leaveInOutbox(keys: PostKey[]): Promise<void> {
  if (keys.length === 0) return
  await pool().query(
    `insert into search_outbox (group_kind, group_id, place)
     select k::subject_kind, g, n from unnest($1::text[], $2::int[], $3::int[]) u(k, g, n)
     where not exists (select 1 from search_outbox o where o.group_kind = k::subject_kind and o.group_id = g and o.place = n and o.dead_at is not null)`,
    keyColumns(keys),
  )
}

/** Notes that an index whose building begins will hold what waits now. */
export async function holdOutbox(indexUid: string): Promise<void> {
  await pool().query('update search_outbox set held_by = $1 where dead_at is null', [indexUid])
}

/** What an index being built does not hold by itself, sent or not, in the order in which it came. `after` is an id. */
export async function readUnheld(indexUid: string, after: string, countMax: number): Promise<OutboxRow[]> {
  return queryRows(
    pool(),
    OutboxRow,
    `select id::text, group_kind, group_id, place, changed from search_outbox
     where dead_at is null and held_by is distinct from $1 and id > $2 order by id limit $3`,
    [indexUid, after, countMax],
  )
}

/** Removes what was kept for an index being built: what was sent, and, once it serves, what it holds or was refused before. */
export async function forgetKept(serving: string | null): Promise<void> {
  await pool().query('delete from search_outbox where sent_at is not null or held_by = $1', [serving])
  if (serving) await pool().query('delete from search_outbox where dead_at is not null')
}

/** Forgets everything: nobody will ask for it. */
export async function emptyOutbox(): Promise<void> {
  await pool().query('delete from search_outbox')
}

/** Notes posts that an index being built would not take, by id: an administrator sees them, and the rest is searched. */
export async function giveUp(refusals: { id: string; error: string }[]): Promise<void> {
  const keys = refusals.flatMap(({ id, error }) => {
    const key = keyOf(id)
    return key ? [{ ...key, error }] : []
  })
  if (keys.length === 0) return
  await pool().query(
    `insert into search_outbox (group_kind, group_id, place, attempts, error, dead_at)
     select k::subject_kind, g, n, 1, left(e, 1000), now() from unnest($1::text[], $2::int[], $3::int[], $4::text[]) u(k, g, n, e)
     where not exists (select 1 from search_outbox o where o.group_kind = k::subject_kind and o.group_id = g and o.place = n and o.dead_at is not null)`,
    [...keyColumns(keys), keys.map((key) => key.error)],
  )
}

/** What waits, what was given up, and since when the oldest waits, in seconds. */
export async function readOutbox(): Promise<{ waiting: number; dead: number; oldestSeconds: number }> {
  const { waiting, dead, oldest } = await queryRow(
    pool(),
    OutboxCounts,
    `select count(*) filter (where sent_at is null and dead_at is null and due_at <= now())::int as waiting,
       count(*) filter (where dead_at is not null)::int as dead,
       coalesce(extract(epoch from now() - min(due_at) filter (where sent_at is null and dead_at is null and due_at <= now())), 0)::float as oldest
     from search_outbox`,
  )
  return { waiting, dead, oldestSeconds: oldest }
}

/** A post or group that the engine would not take. */
const DeadLetter = z.object({
  id: z.string(),
  kind: z.enum(groupKinds),
  groupId: z.int(),
  place: z.int().nullable(),
  attempts: z.int(),
  error: z.string(),
  deadAt: z.date(),
})
export type DeadLetter = z.infer<typeof DeadLetter>

/** What was given up, the latest first. */
export async function readDeadLetters(countMax: number): Promise<DeadLetter[]> {
  return queryRows(
    pool(),
    DeadLetter,
    `select id::text, group_kind as kind, group_id as "groupId", place, attempts, error, dead_at as "deadAt"
     from search_outbox where dead_at is not null order by id desc limit $1`,
    [countMax],
  )
}

/** Sends what was given up once more, all or one. Returns how many. */
export async function reviveDeadLetters(id: string | null): Promise<number> {
  const { rowCount } = await pool().query(
    `update search_outbox set dead_at = null, attempts = 0, due_at = now() where dead_at is not null and ($1::bigint is null or id = $1)`,
    [id],
  )
  return rowCount ?? 0
}
