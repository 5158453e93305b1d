import { z } from 'zod'
import { pool, queryRows, transaction, withLock } from '../../platform/db'
import { Meanwhile } from './meanwhile'
import { openLone } from './open-lone'
import { placeDue } from './place-due'
import { refreshGaps } from './refresh-gap'
import { regroup, wantGaps } from './regroup'
import { RunPace } from './run-pace'

const Id = z.object({ id: z.int() })
/** Views and searches go on: figures are worked out again so often. */
const figuresEvery = `interval '30 minutes'`
const batchGaps = 200
const loneEveryMs = 10 * 60_000

let loneAt = 0
const ownPace = new RunPace()

/**
 * Brings gaps up to date: first what has just changed, then all of them where that was asked for or is due, then figures that are old. Returns
 * whether there is more to do at once.
 */
export async function continueGaps(pace = ownPace): Promise<boolean> {
  const more = await withLock('gaps', false, async () => {
    if (await placeDue()) {
      pace.noteChange()
      return true
    }
    if (pace.isDue(Date.now())) await wantGaps()
    const [before, meanwhile] = [process.cpuUsage(), new Meanwhile()]
    if (await regroup(meanwhile)) {
      // What others on a busy machine take does not make a run dear.
      const { user, system } = process.cpuUsage(before)
      pace.noteRun((user + system) / 1_000, Date.now())
      if (meanwhile.hasPlaced) pace.noteChange()
      return true
    }
    if (Date.now() - loneAt > loneEveryMs) {
      loneAt = Date.now()
      await openLone()
    }
    return refreshOld()
  })
  return more ?? false
}

async function refreshOld(): Promise<boolean> {
  const rows = await queryRows(
    pool(),
    Id,
    `select id from gap where (figures_at is null or figures_at < now() - ${figuresEvery}) and merged_into_id is null
     order by figures_at nulls first limit ${batchGaps}`,
  )
  if (rows.length > 0)
    await transaction((tx) =>
      refreshGaps(
        tx,
        rows.map(({ id }) => id),
      ),
    )
  return rows.length === batchGaps
}
