import { setImmediate as breathe } from 'node:timers/promises'
import { z } from 'zod'
import { type Db, pool, queryRow, queryRows, transaction } from '../../platform/db'
import { gapAsksMin } from './asks'
import { askTheSameMin, listLength } from './closeness'
import { readAsks } from './fill-asks'
import { groupTies } from './group-ties'
import { onlyGrows } from './held'
import { openGaps, putInto } from './open-gaps'
import { openLone } from './open-lone'
import { placeDue } from './place-due'
import { type Plan, planGaps } from './plan-gaps'
import { readGraph } from './read-graph'
import { refreshGaps } from './refresh-gap'

const Run = z.object({ wanted: z.int(), done: z.int() })
const Id = z.object({ id: z.int() })
/** Groups that are written in one transaction. */
const batchGroups = 200

/** Asks for all threads to be grouped again. The worker begins within seconds. */
export async function wantGaps(): Promise<void> {
  await pool().query('update gap_run set wanted = wanted + 1')
}

/**
 * Groups all threads again where that was asked for, and returns whether it was. Groups are worked out in memory within seconds; what they
 * change is written batch by batch. After a kill it is worked out again, and what was written changes nothing.
 */
export async function regroup(): Promise<boolean> {
  const run = await queryRow(pool(), Run, 'select wanted, done from gap_run')
  if (run.done >= run.wanted) return false
  const { plans, leaving } = await workOut()
  for (let i = 0; i < plans.length; i += batchGroups) {
    const batch = plans.slice(i, i + batchGroups)
    await transaction((tx) => writePlans(tx, batch))
    // Who asks meanwhile does not wait for the rest.
    await placeDue()
    await breathe()
  }
  for (let i = 0; i < leaving.length; i += batchGroups) await transaction((tx) => takeOut(tx, leaving.slice(i, i + batchGroups)))
  await openLone()
  await pool().query('update gap_run set done = $1, finished_at = now()', [run.wanted])
  return true
}

/** Reads all threads and their ties, groups them, and says what must change. Writes nothing. */
export async function workOut(): Promise<ReturnType<typeof planGaps>> {
  const graph = await readGraph()
  const { ties, chosen, isApart } = graph
  return planGaps(graph, await groupTies(ties, { threshold: askTheSameMin, listLength, chosen, isApart }))
}

/** A constant number of queries for all of them. */
async function writePlans(tx: Db, plans: Plan[]): Promise<void> {
  const moves = plans.flatMap((plan) => plan.moves)
  const asking = await readAsks(
    tx,
    moves.map(({ threadId }) => threadId),
  )
  const isAsked = ({ gapId, moves }: Plan) =>
    gapId !== 0 || moves.reduce((sum, { threadId }) => sum + (asking.get(threadId) ?? 0), 0) >= gapAsksMin * moves.length
  const wanted = plans.filter(isAsked)
  const from = [...new Set(moves.flatMap(({ from }) => (from === 0 ? [] : [from])))]
  const givesAway = new Set(await readGiving(tx, from))
  const opened = await openGaps(tx, wanted.filter(({ gapId }) => gapId === 0).length)
  const rows = wanted.flatMap((plan) => {
    const gapId = (plan.gapId || opened.pop()) ?? 0
    return plan.moves
      .filter(({ from }) => from === 0 || givesAway.has(from))
      .map((move) => ({ ...move, gapId, asks: asking.get(move.threadId) ?? null }))
  })
  await moveThreads(
    tx,
    rows.filter(({ from }) => from !== 0),
  )
  await putInto(
    tx,
    rows.filter(({ from }) => from === 0),
  )
  await noteWhereTheyWent(tx, rows)
  await refreshGaps(tx, [...new Set([...from, ...rows.map(({ gapId }) => gapId)])])
}

/** Locks these gaps and returns those of which nobody has decided anything meanwhile. */
async function readGiving(tx: Db, gapIds: number[]): Promise<number[]> {
  const rows = await queryRows(
    tx,
    Id,
    `select g.id from gap g where g.id = any($1::int[]) and not ${onlyGrows('g')} order by g.id for update`,
    [gapIds],
  )
  return rows.map(({ id }) => id)
}

type Move = { threadId: number; from: number; gapId: number }

async function moveThreads(tx: Db, moves: Move[]): Promise<void> {
  if (moves.length === 0) return
  await tx.$executeRawUnsafe(
    `update gap_thread m set gap_id = u.into_id, joined_at = now() from unnest($1::int[], $2::int[], $3::int[]) u(thread_id, from_id, into_id)
     join gap g on g.id = u.into_id and g.merged_into_id is null where m.thread_id = u.thread_id and m.gap_id = u.from_id and not m.by_hand`,
    moves.map(({ threadId }) => threadId),
    moves.map(({ from }) => from),
    moves.map(({ gapId }) => gapId),
  )
}

/** A gap that has no threads left says which one has them, and which they are, so that an editor can take them out again. */
async function noteWhereTheyWent(tx: Db, moves: Move[]): Promise<void> {
  const from = moves.filter(({ from }) => from !== 0)
  if (from.length === 0) return
  await tx.$executeRawUnsafe(
    `with moved as (
       select u.from_id, m.gap_id as into_id, m.thread_id from unnest($1::int[], $2::int[]) u(from_id, thread_id)
       join gap_thread m on m.thread_id = u.thread_id and m.gap_id <> u.from_id),
     went as (
       update gap g set merged_into_id = w.into_id
       from (select from_id, mode() within group (order by into_id) as into_id from moved group by from_id) w
       where g.id = w.from_id and not exists (select 1 from gap_thread m where m.gap_id = g.id) returning g.id, w.into_id)
     insert into gap_event (gap_id, what, detail)
     select w.id, 'joined', w.into_id || ' ' || string_agg(m.thread_id::text, ' ' order by m.thread_id)
     from went w join moved m on m.from_id = w.id and m.into_id = w.into_id group by w.id, w.into_id`,
    from.map(({ from }) => from),
    from.map(({ threadId }) => threadId),
  )
}

/** Threads that belong to no group any more. */
async function takeOut(tx: Db, leaving: Plan['moves']): Promise<void> {
  const gaps = await readGiving(tx, [...new Set(leaving.map(({ from }) => from))])
  await tx.$executeRawUnsafe(
    `delete from gap_thread m using unnest($1::int[], $2::int[]) u(thread_id, from_id)
     where m.thread_id = u.thread_id and m.gap_id = u.from_id and not m.by_hand and m.gap_id = any($3::int[])`,
    leaving.map(({ threadId }) => threadId),
    leaving.map(({ from }) => from),
    gaps,
  )
  await refreshGaps(tx, gaps)
}
