import { db, pool, withLock } from '../../platform/db'
import { enqueue } from '../../platform/jobs'
import { log, messageOf } from '../../platform/log'
import { refreshRelated } from './refresh-related'

/** How far the working out of every list is. */
export type RelatedProgress = { done: number; total: number; running: boolean; finishedAt: Date | null }

const batchLists = 20

/** How far it is; `running` also where it was stopped and waits to be continued. */
export async function readRelatedProgress(): Promise<RelatedProgress> {
  const { rows } = await pool().query('select done, total, wanted as running, finished_at as "finishedAt" from related_rebuild')
  return rows[0]
}

/** Asks for every list to be worked out anew; one that is under way goes on, unless `afresh`. The worker begins within seconds. */
export async function wantRelated(afresh = false): Promise<void> {
  await pool().query(
    `update related_rebuild set wanted = true, answer_id = 0, thread_id = 0, done = 0, finished_at = null,
       total = (select count(*) from thread where hidden_at is null) + (select count(*) from answer where status = 'published' and hidden_at is null)
     where $1 or not wanted`,
    [afresh],
  )
}

/**
 * Works out the next lists of a run: answers first, then threads. Answers null where nothing is wanted or another process is
 * at it. What was done is noted after each list, so that a kill costs one.
 */
export async function continueRelated(): Promise<RelatedProgress | null> {
  return withLock('relating', false, async () => {
    const { rows: states } = await pool().query('select * from related_rebuild where wanted')
    const state = states[0]
    if (!state) return null
    const { rows } = await pool().query<{ kind: 'thread' | 'answer'; id: number }>(
      `(select 'answer' as kind, id from answer where id > $1 and status = 'published' and hidden_at is null order by id limit $3)
       union all (select 'thread', id from thread where id > $2 and hidden_at is null order by id limit $3)
       order by 1, 2 limit $3`,
      [state.answer_id, state.thread_id, batchLists],
    )
    const cursor = { answer: state.answer_id as number, thread: state.thread_id as number }
    for (const { kind, id } of rows) {
      // One that fails holds up no other, and is tried again by itself. Where the database is away the run stops here instead.
      await refreshRelated(kind, id).catch((error) => {
        log('warn', 'related list not worked out', { kind, id, error: messageOf(error) })
        return enqueue(db(), 'related.refresh', { kind, id })
      })
      const { rowCount } = await pool().query(
        `update related_rebuild set ${kind}_id = $1, done = done + 1 where answer_id = $2 and thread_id = $3`,
        [id, cursor.answer, cursor.thread],
      )
      // Someone wants them all afresh: what was done before does not count.
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
