import { isbot } from 'isbot'
import { z } from 'zod'
import { type Db, pool, queryRow, type SubjectKind } from '../../platform/db'
import { log, messageOf } from '../../platform/log'
import { visitorOf } from '../../platform/visitor'
import { maskPrivate } from './mask'
import { queryKeptMax } from './searched-text'

const Logged = z.object({ id: z.string() })

/** Who searched, as far as it is kept: an anonymous session of the day and whether it is a robot. */
export type Searcher = { address: string; userAgent: string }

export type LoggedSearch = {
  query: string
  hits: number
  engine: string
  durationMs: number
  /** What stands first among the results. */
  best?: { kind: 'thread' | 'answer'; id: number } | null
}

/** Clicks come soon after a search or were made by something else. */
const clickWithinHours = 6

/** Writes a search down, masked, and returns its number, or null: a search never fails for its log. */
export async function logSearch(searcher: Searcher, search: LoggedSearch): Promise<string | null> {
  try {
    const session = await visitorOf(searcher.address, searcher.userAgent)
    const { id } = await queryRow(pool(), Logged, {
      name: 'search-log',
      text: 'insert into search_log (query, hits, engine, duration_ms, session, robot, best_kind, best_id) values ($1, $2, $3, $4, $5, $6, $7::subject_kind, $8) returning id::text as id',
      values: [
        maskPrivate(search.query).slice(0, queryKeptMax),
        search.hits,
        search.engine,
        search.durationMs,
        session,
        isbot(searcher.userAgent),
        search.best?.kind ?? null,
        search.best?.id ?? null,
      ],
    })
    return id
  } catch (error) {
    log('warn', 'search not logged', { error: messageOf(error) })
    return null
  }
}

/** Notes which result of a search was opened, by the visitor who made the search on the same day: the first one counts. */
export async function logClick(searcher: Searcher, searchId: string, kind: 'thread' | 'answer', id: number): Promise<void> {
  const session = await visitorOf(searcher.address, searcher.userAgent)
  await pool().query(
    `update search_log set clicked_kind = $2::subject_kind, clicked_id = $3
     where id = $1 and session = $5 and clicked_id is null and at > now() - make_interval(hours => $4)`,
    [searchId, kind, id, clickWithinHours, session],
  )
}

/** Removes what was searched for longer ago than so many days. */
export async function removeOldSearches(days: number): Promise<void> {
  await pool().query('delete from search_log where at < now() - make_interval(days => $1)', [days])
}

/** Forgets that these results were opened, or stood first, before they are removed. */
export async function forgetClicksOn(tx: Db, kind: SubjectKind, ids: number[]): Promise<void> {
  await tx.searchLog.updateMany({ where: { clickedKind: kind, clickedId: { in: ids } }, data: { clickedKind: null, clickedId: null } })
  await tx.searchLog.updateMany({ where: { bestKind: kind, bestId: { in: ids } }, data: { bestKind: null, bestId: null } })
}
