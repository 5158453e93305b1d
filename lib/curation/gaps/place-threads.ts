import { z } from 'zod'
import { type Db, queryRows } from '../../platform/db'
import { gapAsksMin } from './asks'
import { askTheSameMin, closenessOf, isDistinct, isLive, listLength } from './closeness'
import { readAsks } from './fill-asks'
import { meanCloseness } from './group-ties'
import { openGaps, putInto } from './open-gaps'

/** Of those that name a thread in their lists, so many are looked at: the closest. */
const namedByMax = 50

const Tie = z.object({ self: z.int(), other: z.int(), closeness: z.number(), gapId: z.int().nullable(), size: z.int(), apart: z.boolean() })
type Tie = z.infer<typeof Tie>

/**
 * Puts threads that are in no gap into the one whose threads they are close to on average, or begins one with another that is in none.
 * Returns the gaps that got any; their figures are still as they were. The number of queries is constant.
 */
export async function placeThreads(tx: Db, threadIds: number[]): Promise<number[]> {
  if (threadIds.length === 0) return []
  const placing = new Placing(await readTies(tx, threadIds))
  for (const id of threadIds) placing.place(id)
  const { joined, begun } = placing
  const asking = await readAsks(tx, [...new Set([...joined.keys(), ...begun.flat()])])
  const asked = begun.filter((threads) => threads.reduce((sum, id) => sum + (asking.get(id) ?? 0), 0) >= gapAsksMin * threads.length)
  const opened = await openGaps(tx, asked.length)
  const rows = [...[...joined].map(([threadId, gapId]) => ({ threadId, gapId }))]
  for (const [i, threads] of asked.entries()) for (const threadId of threads) rows.push({ threadId, gapId: opened[i] ?? 0 })
  await putInto(
    tx,
    rows.map((row) => ({ ...row, asks: asking.get(row.threadId) ?? null })),
  )
  return [...new Set(rows.map(({ gapId }) => gapId))]
}

/** Decides one thread after the other; each sees where those before it went. */
class Placing {
  readonly joined = new Map<number, number>()
  readonly begun: number[][] = []
  private readonly tiesOf = new Map<number, Tie[]>()
  private readonly sizes = new Map<number, number>()
  private readonly begunOf = new Map<number, number[]>()

  constructor(ties: Tie[]) {
    for (const tie of ties) {
      this.tiesOf.set(tie.self, [...(this.tiesOf.get(tie.self) ?? []), tie])
      if (tie.gapId !== null) this.sizes.set(tie.gapId, tie.size)
    }
  }

  place(id: number): void {
    if (this.begunOf.has(id)) return
    const ties = this.tiesOf.get(id) ?? []
    const sums = new Map<number | number[], number>()
    let [closest, best]: [number | number[] | null, number] = [null, askTheSameMin]
    for (const { other, closeness, gapId, apart } of ties) {
      const where = gapId ?? this.joined.get(other) ?? this.begunOf.get(other) ?? [other]
      if (apart) continue
      const sum = (sums.get(where) ?? 0) + closeness
      sums.set(where, sum)
      const size = typeof where === 'number' ? (this.sizes.get(where) ?? 1) : where.length
      const mean = meanCloseness(sum, 1, size, listLength)
      if (mean < best) continue
      best = mean
      closest = where
    }
    if (closest === null) return
    if (typeof closest === 'number') {
      this.joined.set(id, closest)
      this.sizes.set(closest, (this.sizes.get(closest) ?? 0) + 1)
    } else this.begin(closest, id)
  }

  private begin(threads: number[], id: number): void {
    if (!this.begun.includes(threads)) this.begun.push(threads)
    threads.push(id)
    for (const thread of threads) this.begunOf.set(thread, threads)
  }
}

function readTies(tx: Db, threadIds: number[]): Promise<Tie[]> {
  return queryRows(
    tx,
    Tie,
    `select s.id as self, n.other, sum(n.closeness)::float8 / 2 as closeness, m.gap_id as "gapId",
       coalesce((select count(*)::int from gap_thread x join thread y on y.id = x.thread_id where x.gap_id = m.gap_id and ${isLive('y')}), 0) as size,
       exists (select 1 from gap_apart a where a.thread_id = s.id and a.gap_id = m.gap_id) as apart
     from unnest($1::int[]) s(id) cross join lateral (
       (select l.to_id as other, ${closenessOf('l')} as closeness from related_link l
         where l.from_kind = 'thread' and l.from_id = s.id and l.to_kind = 'thread')
       union all (select l.from_id, ${closenessOf('l')} from related_link l
         where l.to_kind = 'thread' and l.to_id = s.id and l.from_kind = 'thread' order by 2 desc nulls last limit ${namedByMax})) n
     join thread t on t.id = n.other and ${isLive('t')}
     left join gap_thread m on m.thread_id = n.other
     where n.closeness > 0 and n.other <> s.id and (t.standing <> 'covered' or m.gap_id is not null) and not ${isDistinct('s.id', 'n.other')}
     group by s.id, n.other, m.gap_id order by s.id, n.other`,
    [threadIds],
  )
}
