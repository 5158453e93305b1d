import { z } from 'zod'
import { type Db, queryRows } from '../../platform/db'
import { gapAsksMin } from './asks'
import { readAsks } from './fill-asks'
import { onlyGrows } from './held'
import { openGaps, putInto } from './open-gaps'
import type { Plan } from './plan-gaps'
import { refreshGaps } from './refresh-gap'

const Id = z.object({ id: z.int() })
const Member = z.object({ threadId: z.int(), gapId: z.int() })

/**
 * Writes what is still as it was when the groups were worked out: threads that found another place since stay there. A constant number of
 * queries for all of them.
 */
export async function writePlans(tx: Db, plans: Plan[]): Promise<void> {
  const planned = plans.flatMap((plan) => plan.moves)
  const from = [...new Set(planned.flatMap(({ from }) => (from === 0 ? [] : [from])))]
  const givesAway = new Set(await readGiving(tx, from)).add(0)
  const threadIds = planned.map(({ threadId }) => threadId)
  const [nowIn, asking] = [await readPlaces(tx, threadIds), await readAsks(tx, threadIds)]
  const mayMove = ({ threadId, from }: Plan['moves'][number]) => givesAway.has(from) && (nowIn.get(threadId) ?? 0) === from
  const isAsked = ({ gapId, moves }: Plan) =>
    gapId !== 0 ||
    (moves.length > 1 && moves.reduce((sum, { threadId }) => sum + (asking.get(threadId) ?? 0), 0) >= gapAsksMin * moves.length)
  const wanted = plans.map(({ gapId, moves }) => ({ gapId, moves: moves.filter(mayMove) })).filter(isAsked)
  const opened = await openGaps(tx, wanted.filter(({ gapId }) => gapId === 0).length)
  const rows = wanted.flatMap((plan) => {
    const gapId = (plan.gapId || opened.pop()) ?? 0
    return plan.moves.map((move) => ({ ...move, gapId, asks: asking.get(move.threadId) ?? null }))
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

/** The gaps that threads are in now. */
async function readPlaces(tx: Db, threadIds: number[]): Promise<Map<number, number>> {
  const text = 'select thread_id as "threadId", gap_id as "gapId" from gap_thread where thread_id = any($1::int[])'
  const rows = await queryRows(tx, Member, text, [threadIds])
  return new Map(rows.map(({ threadId, gapId }) => [threadId, gapId]))
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

/**
 * Threads that belong to no group any more. One whose gap got another thread since the run began may be what that one is like: its place is
 * looked for again.
 */
export async function takeOut(tx: Db, leaving: Plan['moves'], began: Date): Promise<void> {
  const gaps = await readGiving(tx, [...new Set(leaving.map(({ from }) => from))])
  await tx.$executeRawUnsafe(
    `with gone as (
       delete from gap_thread m using unnest($1::int[], $2::int[]) u(thread_id, from_id)
       where m.thread_id = u.thread_id and m.gap_id = u.from_id and not m.by_hand and m.gap_id = any($3::int[]) returning m.thread_id, m.gap_id)
     insert into gap_due (thread_id) select thread_id from gone
     where exists (select 1 from gap_thread n where n.gap_id = gone.gap_id and n.joined_at > $4::timestamptz)`,
    leaving.map(({ threadId }) => threadId),
    leaving.map(({ from }) => from),
    gaps,
    began,
  )
  await refreshGaps(tx, gaps)
}
