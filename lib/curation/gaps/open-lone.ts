import { z } from 'zod'
import { type Db, queryRow, queryRows, transaction } from '../../platform/db'
import { searchesInVain } from '../../search'
import { gapAsksMin } from './asks'
import { isLive } from './closeness'
import { demandOf } from './demand'
import { readAsks } from './fill-asks'
import { openGaps, putInto } from './open-gaps'
import { refreshGaps } from './refresh-gap'

/** So many questions that nobody else has asked are on the map, the most wanted; one of so many threads where that is more. */
const loneMin = 20
const loneShare = 1 / 200
/** Threads that are looked at, by each of three orders. */
const lookedAtMax = 100
/** Most questions are answered within a day. */
const oldEnough = `interval '1 day'`

const Lone = z.object({ id: z.int(), unanswered: z.boolean(), views: z.int(), history: z.int(), searches: z.int() })
const State = z.object({ quota: z.int(), demands: z.array(z.number()) })

/**
 * Opens gaps for threads that ask what no other thread asks, where many read them or nobody has answered: a forum of thirty threads has hardly
 * a question that recurs, and still one that an answer is wanted for. Five queries and those of what is opened.
 */
export async function openLone(): Promise<void> {
  await transaction(async (tx) => {
    const { quota, demands } = await readState(tx)
    const threads = await readLone(tx)
    const asking = await readAsks(
      tx,
      threads.map(({ id }) => id),
    )
    const wanted = threads
      .filter(({ id }) => (asking.get(id) ?? 0) >= gapAsksMin)
      .map((thread) => ({
        threadId: thread.id,
        asks: asking.get(thread.id) ?? 0,
        demand: demandOf({ ...thread, threads: 1, asking: asking.get(thread.id) ?? 0, unanswered: thread.unanswered ? 1 : 0 }),
      }))
      .sort((a, b) => b.demand - a.demand || a.threadId - b.threadId)
    // Those that are on the map already stay there, and count.
    const chosen = wanted.filter(({ demand }, i) => i + demands.filter((other) => other >= demand).length < quota)
    const opened = await openGaps(tx, chosen.length)
    await putInto(
      tx,
      chosen.map(({ threadId, asks }, i) => ({ threadId, asks, gapId: opened[i] ?? 0 })),
    )
    await refreshGaps(tx, opened)
  })
}

function readState(tx: Db): Promise<z.infer<typeof State>> {
  return queryRow(
    tx,
    State,
    `select greatest(${loneMin}, (select coalesce(sum(thread_count - covered_count), 0) from topic) * ${loneShare})::int as quota,
       array(select demand from gap where state = 'open' and threads = 1) as demands`,
  )
}

function readLone(tx: Db): Promise<z.infer<typeof Lone>[]> {
  const free = `${isLive('t')} and t.standing <> 'covered' and t.created_at < now() - ${oldEnough}
    and not exists (select 1 from gap_thread m where m.thread_id = t.id)`
  return queryRows(
    tx,
    Lone,
    `with today as (select (now() at time zone 'utc')::date as day),
       looked_at as (
         (select t.id from thread t where ${free} order by t.view_count desc, t.id desc limit ${lookedAtMax})
         union (select t.id from thread t where ${free} and t.standing = 'unanswered' order by t.created_at desc, t.id desc limit ${lookedAtMax})
         union (select v.subject_id from view_day v, today where v.kind = 'thread' and v.day > today.day - 7
           group by v.subject_id order by sum(v.views) desc, v.subject_id limit ${lookedAtMax}))
     select t.id, t.standing = 'unanswered' as unanswered, coalesce(s.now, 0) as views, greatest(0, t.view_count - coalesce(s.counted, 0)) as history,
       (select count(distinct l.session)::int from ${searchesInVain} l where l.thread_id = t.id) as searches
     from looked_at join thread t using (id) left join lateral (
       select coalesce(sum(v.views) filter (where v.day > today.day - 90), 0)::int as now, sum(v.views)::int as counted
       from today, view_day v where v.kind = 'thread' and v.subject_id = t.id) s on true
     where ${free} order by t.id`,
  )
}
