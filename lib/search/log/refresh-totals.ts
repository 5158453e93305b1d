import { z } from 'zod'
import { type Db, pool, queryRows, transaction } from '../../platform/db'
import { firstDay, mayBeShown } from './shown'

const Id = z.object({ id: z.int() })

/** Sums the days of these queries, says whether they may be shown, and leaves those that changed to whom they concern. One statement. */
export async function refreshTotals(tx: Db, ids: number[]): Promise<void> {
  await tx.$executeRawUnsafe(
    `update search_query q set searches = n.searches, sessions = n.sessions, not_found = n.not_found, not_opened = n.not_opened,
       refined = n.refined, shown = n.shown, changes = q.changes + 1
     from (select i.id, coalesce(sum(d.searches), 0)::int as searches, coalesce(sum(d.sessions), 0)::int as sessions,
         coalesce(sum(d.not_found), 0)::int as not_found, coalesce(sum(d.not_opened), 0)::int as not_opened,
         coalesce(sum(d.refined), 0)::int as refined, ${mayBeShown('i.id')} as shown
       from unnest($1::int[]) i(id) left join search_query_day d on d.query_id = i.id and d.day >= ${firstDay} group by i.id) n
     where q.id = n.id
       and (q.searches, q.sessions, q.not_found, q.not_opened, q.refined, q.shown)
         is distinct from (n.searches, n.sessions, n.not_found, n.not_opened, n.refined, n.shown)`,
    ids,
  )
}

const batchQueries = 1_000

/**
 * Removes the figures of days that no longer count, and the texts that have none left and that nothing refers to. To be run once a day, or
 * more often.
 */
export async function removeOldFigures(): Promise<void> {
  for (;;) {
    const touched = await transaction(async (tx) => {
      const gone = await queryRows(
        tx,
        Id,
        `with old as (select query_id, day from search_query_day where day < ${firstDay} limit ${batchQueries})
         delete from search_query_day d using old where d.query_id = old.query_id and d.day = old.day returning d.query_id as id`,
      )
      await refreshTotals(tx, [...new Set(gone.map(({ id }) => id))])
      return gone.length
    })
    if (touched === 0) break
  }
  await pool().query(
    'delete from search_query where sessions = 0 and not kept and not exists (select 1 from search_query_day where query_id = id)',
  )
}
