import { z } from 'zod'
import { pool, queryRow, queryRows } from '../../platform/db'
import { type Breathe, breathe as pause } from './breathe'
import { closenessOf, isLive } from './closeness'
import type { Ties } from './group-ties'
import { onlyGrows } from './held'

/** All threads that may be in a gap, by their places from 0, and how alike they are. */
export type Graph = {
  /** Threads by place. */
  ids: Int32Array
  /** The gap that a thread is in; 0 for none. */
  gapOf: Int32Array
  /** The gap in which an editor put it, or that is not to lose any; 0 for none. */
  chosen: Int32Array
  covered: Uint8Array
  ties: Ties
  isApart: (place: number, gapId: number) => boolean
}

const batchThreads = 20_000
const batchLinks = 20_000
/** Ties that say less are left out: they bring no mean to where it counts. */
const tieMin = 0.05
/** Threads of one gap stay together although they are a little less close than others must be: gaps do not change with every post. */
const stayFactor = 1.2

const Threads = z.object({ ids: z.array(z.int()), gaps: z.array(z.int()), chosen: z.array(z.int()), covered: z.array(z.boolean()) })
const Links = z.object({
  from: z.array(z.int()),
  positions: z.array(z.int()),
  to: z.array(z.int()),
  closeness: z.array(z.number()),
})
const Max = z.object({ max: z.int() })
const Pair = z.object({ a: z.int(), b: z.int() })

/** Reads threads and ties in batches, into arrays of numbers: half a million threads take some tens of megabytes. */
export async function readGraph(breathe: Breathe = pause): Promise<Graph> {
  const { max } = await queryRow(pool(), Max, 'select coalesce(max(id), 0)::int as max from thread')
  const placeOf = new Int32Array(max + 2).fill(-1)
  const threads = { ids: new Numbers(Int32Array), gapOf: new Numbers(Int32Array), chosen: new Numbers(Int32Array) }
  const covered = new Numbers(Uint8Array)
  for (let after = 0; ; ) {
    const batch = await readThreads(after)
    for (const [i, id] of batch.ids.entries()) {
      if (id > max) continue
      placeOf[id] = threads.ids.length
      threads.ids.push(id)
      threads.gapOf.push(batch.gaps[i] ?? 0)
      threads.chosen.push(batch.chosen[i] ?? 0)
      covered.push(batch.covered[i] ? 1 : 0)
    }
    if (batch.ids.length < batchThreads) break
    after = batch.ids.at(-1) ?? 0
    await breathe()
  }
  await breathe()
  const gapOf = threads.gapOf.taken()
  const ids = threads.ids.taken()
  return {
    ids,
    gapOf,
    chosen: threads.chosen.taken(),
    covered: covered.taken(),
    ties: await readTies(placeOf, gapOf, breathe),
    isApart: await readApart(ids),
  }
}

async function readTies(placeOf: Int32Array, gapOf: Int32Array, breathe: Breathe): Promise<Ties> {
  const [from, to, closeness] = [new Numbers(Int32Array), new Numbers(Int32Array), new Numbers(Float32Array)]
  const distinct = await readPairs('select low_id as a, high_id as b from distinct_threads')
  let threads = 0
  for (let i = 0; i < placeOf.length; i++) if ((placeOf[i] ?? 0) >= 0) threads++
  for (let after: [number, number] = [0, -1]; ; ) {
    const batch = await readLinks(after)
    for (const [i, id] of batch.from.entries()) {
      const other = batch.to[i] ?? 0
      const [a, b] = [placeOf[id] ?? -1, placeOf[other] ?? -1]
      if (a < 0 || b < 0 || distinct.has(pairKey(Math.min(id, other), Math.max(id, other)))) continue
      const stays = gapOf[a] !== 0 && gapOf[a] === gapOf[b]
      from.push(a)
      to.push(b)
      closeness.push((batch.closeness[i] ?? 0) * (stays ? stayFactor : 1))
    }
    if (batch.from.length < batchLinks) break
    after = [batch.from.at(-1) ?? 0, batch.positions.at(-1) ?? 0]
    await breathe()
  }
  return { threads, from: from.taken(), to: to.taken(), closeness: closeness.taken() }
}

async function readApart(ids: Int32Array): Promise<Graph['isApart']> {
  const apart = await readPairs('select thread_id as a, gap_id as b from gap_apart')
  return (place, gapId) => apart.has(pairKey(ids[place] ?? 0, gapId))
}

const pairKey = (a: number, b: number) => `${a}/${b}`

async function readPairs(text: string): Promise<Set<string>> {
  return new Set((await queryRows(pool(), Pair, text)).map(({ a, b }) => pairKey(a, b)))
}

// Rows would be an object each: arrays of numbers take a tenth.
function readThreads(after: number): Promise<z.infer<typeof Threads>> {
  return queryRow(
    pool(),
    Threads,
    `select coalesce(array_agg(id order by id), '{}') as ids, coalesce(array_agg(gap order by id), '{}') as gaps,
       coalesce(array_agg(chosen order by id), '{}') as chosen, coalesce(array_agg(covered order by id), '{}') as covered
     from (select t.id, coalesce(m.gap_id, 0) as gap, case when m.by_hand or ${onlyGrows('g')} then m.gap_id else 0 end as chosen,
         t.standing = 'covered' as covered
       from thread t left join gap_thread m on m.thread_id = t.id left join gap g on g.id = m.gap_id
       where t.id > $1 and ${isLive('t')} and (t.standing <> 'covered' or m.gap_id is not null) order by t.id limit ${batchThreads}) batch`,
    [after],
  )
}

function readLinks([from, position]: [number, number]): Promise<z.infer<typeof Links>> {
  return queryRow(
    pool(),
    Links,
    `select coalesce(array_agg(from_id order by from_id, position), '{}') as from,
       coalesce(array_agg(position order by from_id, position), '{}') as positions,
       coalesce(array_agg(to_id order by from_id, position), '{}') as to,
       coalesce(array_agg(closeness order by from_id, position), '{}') as closeness
     from (select from_id, position, to_id, ${closenessOf('l')}::float8 as closeness from related_link l
       where from_kind = 'thread' and to_kind = 'thread' and (from_id, position) > ($1::int, $2::int) and ${closenessOf('l')} >= ${tieMin}
       order by from_id, position limit ${batchLinks}) batch`,
    [from, position],
  )
}

type Typed = Int32Array | Float32Array | Uint8Array

/** Numbers in an array that grows by half when it is full. */
class Numbers<T extends Typed> {
  length = 0
  private values: T

  constructor(private readonly Kind: new (length: number) => T) {
    this.values = new Kind(1_024)
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const more = new this.Kind(Math.ceil(this.length * 1.5))
      more.set(this.values)
      this.values = more
    }
    this.values[this.length++] = value
  }

  taken(): T {
    const taken = new this.Kind(this.length)
    taken.set(this.values.subarray(0, this.length))
    return taken
  }
}
