import { z } from 'zod'
import { answerIsLive } from '../../identity/viewer'
import { db, pool, queryRow, queryRows, withLock } from '../../platform/db'
import { enqueue } from '../../platform/jobs'
import { log, messageOf } from '../../platform/log'
import { refreshRelated } from './refresh-related'

/** How far computing all lists has come. */
export type RelatedProgress = { done: number; total: number; running: boolean; finishedAt: Date | null }

const batchLists = 20

const Progress = z.object({ done: z.int(), total: z.int(), running: z.boolean(), finishedAt: z.date().nullable() })
const State = z.object({ answer_id: z.int(), thread_id: z.int() })
const Next = z.object({ kind: z.enum(['thread', 'answer']), id: z.int() })

/** Returns how far it has come. `running` is also true if it was stopped and waits to go on. */
export async function readRelatedProgress(): Promise<RelatedProgress> {
  return queryRow(pool(), Progress, 'select done, total, wanted as running, finished_at as "finishedAt" from related_rebuild')
}

/** Asks for every list to be computed again. A run in progress goes on, unless `afresh`. The worker begins within seconds. */
export async function wantRelated(afresh = false): Promise<void> {
  await pool().query(
    `update related_rebuild set wanted = true, answer_id = 0, thread_id = 0, done = 0, finished_at = null,
       total = (select count(*) from thread where hidden_at is null) + (select count(*) from answer a where ${answerIsLive('a')})
     where $1 or not wanted`,
    [afresh],
  )
}

/**
 * Computes the next lists of a run: answers first, then threads. Returns null if nothing is wanted or another process is at it. Progress is
 * noted after each list, so that a kill costs one list.
 */
export async function continueRelated(): Promise<RelatedProgress | null> {
  return withLock('relating', false, async () => {
    const [state] = await queryRows(pool(), State, 'select answer_id, thread_id from related_rebuild where wanted')
    if (!state) return null
    const rows = await queryRows(
      pool(),
      Next,
      `(select 'answer' as kind, id from answer a where id > $1 and ${answerIsLive('a')} order by id limit $3)
       union all (select 'thread', id from thread where id > $2 and hidden_at is null order by id limit $3)
       order by 1, 2 limit $3`,
      [state.answer_id, state.thread_id, batchLists],
    )
    const cursor = { answer: state.answer_id, thread: state.thread_id }
    for (const { kind, id } of rows) {
      // A list that fails holds up no other and is tried again by itself. Without the database the run stops here.
      await refreshRelated(kind, id).catch((error) => {
        log('warn', 'related list not worked out', { kind, id, error: messageOf(error) })
        return enqueue(db(), 'related.refresh', { kind, id })
      })
      const { rowCount } = await pool().query(
        `update related_rebuild set ${kind}_id = $1, done = done + 1 where answer_id = $2 and thread_id = $3`,
        [id, cursor.answer, cursor.thread],
      )
      // A new run was asked for, so earlier progress does not count.
      if (rowCount === 0) break
      cursor[kind] = id
    }
    if (rows.length === 0)
      await pool().query(
        'update related_rebuild set wanted = false, total = done, finished_at = now() where answer_id = $1 and thread_id = $2',
        [cursor.answer, cursor.thread],
      )
    return readRelatedProgress()
  })
}
