import { z } from 'zod'
import { pool, queryRow, transaction } from '../../platform/db'
import { type Breathe, breathe as pause } from './breathe'
import { askTheSameMin, listLength } from './closeness'
import { groupTies } from './group-ties'
import { Meanwhile } from './meanwhile'
import { openLone } from './open-lone'
import { planGaps } from './plan-gaps'
import { readGraph } from './read-graph'
import { takeOut, writePlans } from './write-plans'

const Run = z.object({ wanted: z.int(), done: z.int(), at: z.date() })
/** Groups that are written in one transaction. */
const batchGroups = 200

/** Asks for all threads to be grouped again. The worker begins within seconds. */
export async function wantGaps(): Promise<void> {
  await pool().query('update gap_run set wanted = wanted + 1')
}

/**
 * Groups all threads again where that was asked for, and returns whether it was. Groups are worked out in memory; what they change is
 * written batch by batch. Meanwhile new threads find their places: where that changed what a group was made of, it is written as far as it
 * is still true, and the next run sees the rest. After a kill it is worked out again, and what was written changes nothing.
 */
export async function regroup(meanwhile = new Meanwhile()): Promise<boolean> {
  const run = await queryRow(pool(), Run, 'select wanted, done, now() as at from gap_run')
  if (run.done >= run.wanted) return false
  const { plans, leaving } = await workOut(meanwhile.breathe)
  for (let i = 0; i < plans.length; i += batchGroups) {
    const batch = plans.slice(i, i + batchGroups)
    await transaction((tx) => writePlans(tx, batch))
    await meanwhile.breathe()
  }
  for (let i = 0; i < leaving.length; i += batchGroups) {
    const batch = leaving.slice(i, i + batchGroups)
    await transaction((tx) => takeOut(tx, batch, run.at))
    await meanwhile.breathe()
  }
  await openLone()
  await pool().query('update gap_run set done = $1, finished_at = now()', [run.wanted])
  return true
}

/** Reads all threads and their ties, groups them, and says what must change. Writes nothing. */
export async function workOut(breathe: Breathe = pause): Promise<ReturnType<typeof planGaps>> {
  const graph = await readGraph(breathe)
  const { ties, chosen, isApart } = graph
  return planGaps(graph, await groupTies(ties, { threshold: askTheSameMin, listLength, chosen, isApart }, breathe))
}
