import { z } from 'zod'
import { type Db, pool, queryRows } from '../../platform/db'

const Searched = z.object({
  id: z.int(),
  text: z.string(),
  searches: z.int(),
  sessions: z.int(),
  notFound: z.int(),
  notOpened: z.int(),
  refined: z.int(),
  shown: z.boolean(),
  changes: z.int(),
})

/**
 * A text that people searched for, with the figures of ninety days. Its text is for the program: what people may read of it is what
 * `readShownQueries()` returns.
 */
export type SearchedQuery = z.infer<typeof Searched>

const columns = 'id, text, searches, sessions, not_found as "notFound", not_opened as "notOpened", refined, shown, changes'

/** Returns the next queries whose figures have changed since `doneWithQuery()`. */
export function readChangedQueries(countMax: number): Promise<SearchedQuery[]> {
  return queryRows(pool(), Searched, `select ${columns} from search_query where handled < changes order by id limit $1`, [countMax])
}

/** Returns these queries. */
export function readQueries(on: Db, ids: number[]): Promise<SearchedQuery[]> {
  return queryRows(on, Searched, `select ${columns} from search_query where id = any($1::int[]) order by id`, [ids])
}

/** Notes that what changed about a query was worked on, unless it has changed again; `keep` says that something refers to it now. */
export async function doneWithQuery(tx: Db, { id, changes }: SearchedQuery, keep: boolean): Promise<void> {
  await tx.$executeRawUnsafe('update search_query set handled = $2::int, kept = kept or $3::boolean where id = $1::int', id, changes, keep)
}
