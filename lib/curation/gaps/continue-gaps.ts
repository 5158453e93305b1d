import { z } from 'zod'
import { pool, queryRows, transaction, withLock } from '../../platform/db'
import { openLone } from './open-lone'
import { placeDue } from './place-due'
import { refreshGaps } from './refresh-gap'
import { regroup } from './regroup'

const Id = z.object({ id: z.int() })
/** Views and searches go on: figures are worked out again so often. */
const figuresEvery = `interval '30 minutes'`
const batchGaps = 200
const loneEveryMs = 10 * 60_000

let loneAt = 0

/**
 * Brings gaps up to date: first what has just changed, then all of them where that was asked for, then figures that are old. Returns whether
 * there is more to do at once.
 */
export async function continueGaps(): Promise<boolean> {
  const more = await withLock('gaps', false, async () => {
    if (await placeDue()) return true
    // What changes meanwhile waits for seconds: groups are worked out in memory.
    if (await regroup()) return true
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
