import { z } from 'zod'
import { type Db, queryRow, queryRows, transaction, withLock } from '../../platform/db'
import { settledMinutes } from './in-vain'
import { maskPrivate, maskVersion } from './mask'
import { outcomesOf, refinedWithinMs, type SessionOutcome } from './outcomes'
import { refreshTotals } from './refresh-totals'
import { countedDays } from './shown'

const batchRows = 500
const dayMs = 86_400_000

const Run = z.object({ maskVersion: z.int(), maskedTo: z.string(), countedAt: z.date(), countedTo: z.string() })
const Masked = z.object({ id: z.string(), query: z.string() })
const Logged = z.object({
  id: z.string(),
  at: z.date(),
  query: z.string(),
  hits: z.int(),
  session: z.string(),
  opened: z.boolean(),
  robot: z.boolean(),
})
const QueryId = z.object({ id: z.int(), text: z.string() })

const loggedColumns = `id::text, at, query, hits, encode(session, 'hex') as session, clicked_id is not null as opened, robot`

/**
 * Masks and counts the next searches of the log, those of robots masked alone. Nothing is counted twice, and a killed process loses one
 * batch. Returns whether there is more to do at once.
 */
export async function continueCounting(): Promise<boolean> {
  const more = await withLock('countingSearches', false, async () => {
    const masked = await transaction(maskBatch)
    const counted = await transaction(countBatch)
    return masked || counted
  })
  return more ?? false
}

function readRun(tx: Db): Promise<z.infer<typeof Run>> {
  return queryRow(
    tx,
    Run,
    `select mask_version as "maskVersion", masked_to::text as "maskedTo", counted_at as "countedAt", counted_to::text as "countedTo"
     from search_log_run`,
  )
}

/** Rows that a version before this one has written. What is new is masked already. */
async function maskBatch(tx: Db): Promise<boolean> {
  const run = await readRun(tx)
  const from = run.maskVersion === maskVersion ? run.maskedTo : '0'
  const rows = await queryRows(tx, Masked, 'select id::text, query from search_log where id > $1::bigint order by id limit $2::int', [
    from,
    batchRows,
  ])
  const changed = rows.map((row) => ({ ...row, masked: maskPrivate(row.query) })).filter(({ query, masked }) => query !== masked)
  if (changed.length > 0)
    await tx.$executeRawUnsafe(
      'update search_log l set query = m.query from unnest($1::bigint[], $2::text[]) m(id, query) where l.id = m.id',
      changed.map(({ id }) => id),
      changed.map(({ masked }) => masked),
    )
  await tx.$executeRawUnsafe(
    'update search_log_run set mask_version = $1::int, masked_to = $2::bigint',
    maskVersion,
    rows.at(-1)?.id ?? from,
  )
  return rows.length === batchRows
}

async function countBatch(tx: Db): Promise<boolean> {
  const run = await readRun(tx)
  const rows = await queryRows(
    tx,
    Logged,
    `select ${loggedColumns} from search_log
     where (at, id) > ($1::timestamptz, $2::bigint) and at < now() - interval '${settledMinutes} minutes' order by at, id limit $3::int`,
    [run.countedAt, run.countedTo, batchRows],
  )
  const last = rows.at(-1)
  if (!last) return false
  const people = rows.filter(({ robot, at }) => !robot && Date.now() - at.getTime() < countedDays * dayMs)
  const [first] = people
  if (first) await addOutcomes(tx, outcomesOf(people, await readNext(tx, people, first.at)))
  await tx.$executeRawUnsafe(
    'update search_log_run set counted_at = $1::timestamptz, counted_to = $2::bigint',
    last.at.toISOString(),
    last.id,
  )
  // Who searched on a day is needed while that day is counted.
  await tx.$executeRawUnsafe(
    `delete from search_query_session where day < ($1::timestamptz at time zone 'utc')::date`,
    last.at.toISOString(),
  )
  return rows.length === batchRows
}

/** What the same sessions searched for from then on, until the last of them can no longer have asked again. */
function readNext(tx: Db, people: z.infer<typeof Logged>[], from: Date): Promise<z.infer<typeof Logged>[]> {
  const until = new Date((people.at(-1)?.at ?? from).getTime() + refinedWithinMs)
  return queryRows(
    tx,
    Logged,
    `select ${loggedColumns} from search_log
     where at >= $1::timestamptz and at <= $2::timestamptz and session = any(select decode(s, 'hex') from unnest($3::text[]) s)
     order by at, id`,
    [from, until, [...new Set(people.map(({ session }) => session))]],
  )
}

async function addOutcomes(tx: Db, outcomes: SessionOutcome[]): Promise<void> {
  const texts = [...new Set(outcomes.map(({ text }) => text))].sort()
  const known = await queryRows(
    tx,
    QueryId,
    `insert into search_query (text) select unnest($1::text[]) on conflict (text) do update set text = excluded.text returning id, text`,
    [texts],
  )
  const idOf = new Map(known.map(({ id, text }) => [text, id]))
  const ids = outcomes.map(({ text }) => idOf.get(text) ?? 0)
  const column = <K extends keyof SessionOutcome>(name: K) => outcomes.map((outcome) => outcome[name])
  await tx.$executeRawUnsafe(
    `insert into search_query_session as s (query_id, day, session, searches, found, opened, refined)
     select query_id, day::date, decode(session, 'hex'), searches, found, opened, refined
     from unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::boolean[], $6::boolean[], $7::boolean[])
       o(query_id, day, session, searches, found, opened, refined)
     on conflict (query_id, day, session) do update set searches = s.searches + excluded.searches, found = s.found or excluded.found,
       opened = s.opened or excluded.opened, refined = s.refined or excluded.refined`,
    ids,
    column('day'),
    column('session'),
    column('searches'),
    column('found'),
    column('opened'),
    column('refined'),
  )
  await tx.$executeRawUnsafe(
    `insert into search_query_day (query_id, day, searches, sessions, not_found, not_opened, refined)
     select s.query_id, s.day, sum(s.searches), count(*), count(*) filter (where not s.found),
       count(*) filter (where s.found and not s.opened and not s.refined), count(*) filter (where s.found and not s.opened and s.refined)
     from search_query_session s
     join (select distinct query_id, day::date as day from unnest($1::int[], $2::text[]) t(query_id, day)) touched using (query_id, day)
     group by s.query_id, s.day
     on conflict (query_id, day) do update set searches = excluded.searches, sessions = excluded.sessions,
       not_found = excluded.not_found, not_opened = excluded.not_opened, refined = excluded.refined`,
    ids,
    column('day'),
  )
  await refreshTotals(tx, [...new Set(ids)])
}
