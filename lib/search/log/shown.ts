import { z } from 'zod'
import { pool, queryRow, queryRows } from '../../platform/db'

/** Figures of searches are about so many days. */
export const countedDays = 90
/** A search of one person is that person's business: what so many sessions of one day asked for is shown … */
const sessionsOfDayMin = 3
/** … or so many in all, on so many days: sessions change daily, and one person who comes back is several. */
const sessionsMin = 5
const daysMin = 3

/** In SQL: the first day that counts. Days are in UTC. */
export const firstDay = `((now() at time zone 'utc')::date - ${countedDays - 1})`

/**
 * In SQL: whether the text of a query may be shown to anyone, given its id. This is the only place with the rule; nothing else may show
 * what people searched for.
 */
export const mayBeShown = (id: string) => `(select coalesce(max(d.sessions) >= ${sessionsOfDayMin}, false)
    or (coalesce(sum(d.sessions), 0) >= ${sessionsMin} and count(*) >= ${daysMin})
  from search_query_day d where d.query_id = ${id} and d.day >= ${firstDay})`

const Text = z.object({ id: z.int(), text: z.string() })
const Often = z.object({ text: z.string() })
const Count = z.object({ n: z.int() })

/** Returns the texts of these queries that may be shown now, by their ids. One query. */
export async function readShownQueries(ids: number[]): Promise<Map<number, string>> {
  const rows = await queryRows(
    pool(),
    Text,
    `select q.id, q.text from search_query q where q.id = any($1::int[]) and ${mayBeShown('q.id')}`,
    [ids],
  )
  return new Map(rows.map(({ id, text }) => [id, text]))
}

const oftenDays = 30
/** Among so many of the most frequent of all days. */
const oftenAmong = 200

/** Returns what people often look for and find, most often first. */
export async function oftenSearched(countMax: number): Promise<string[]> {
  const rows = await queryRows(
    pool(),
    Often,
    `select q.text from (select id, text from search_query where sessions > 0 order by sessions desc, id limit ${oftenAmong}) q
     join lateral (select sum(d.sessions - d.not_found) as n from search_query_day d
       where d.query_id = q.id and d.day > (now() at time zone 'utc')::date - $1::int) found on found.n > 0
     where length(q.text) between 3 and 40 and ${mayBeShown('q.id')}
     order by found.n desc, q.text limit $2`,
    [oftenDays, countMax],
  )
  return rows.map(({ text }) => text)
}

/** Rarer searches are counted up to here. */
export const rareCountedMax = 9_999

/** Returns how many texts found nothing useful and are too rare to be shown: one more than `rareCountedMax` for all above. */
export async function countRareFailing(): Promise<number> {
  const { n } = await queryRow(
    pool(),
    Count,
    `select count(*)::int as n from
       (select 1 from search_query where not shown and not_found + not_opened + refined > 0 limit ${rareCountedMax + 1}) few`,
  )
  return n
}
