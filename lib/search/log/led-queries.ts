import { z } from 'zod'
import { pool, queryRows, type SubjectKind } from '../../platform/db'
import { searchedText } from './searched-text'
import { countedDays, mayBeShown } from './shown'

/** By which searches people opened something: those that may be shown, and how many others there were. */
export type LedQueries = { shown: { text: string; times: number }[]; rarer: number }

const Opened = z.object({ query: z.string(), times: z.int() })
const Text = z.object({ text: z.string() })

/** Different queries that are looked at, the most frequent first. */
const queriesMax = 500
const shownMax = 10

/** Returns the searches of ninety days whose result was this, the most frequent first. Robots do not count. Two queries. */
export async function readLedQueries(kind: SubjectKind, id: number): Promise<LedQueries> {
  const opened = await queryRows(
    pool(),
    Opened,
    `select query, count(*)::int as times from search_log
     where clicked_kind = $1::subject_kind and clicked_id = $2 and not robot and at > now() - make_interval(days => $3)
     group by query order by times desc, query limit $4`,
    [kind, id, countedDays, queriesMax],
  )
  const times = new Map<string, number>()
  for (const { query, times: more } of opened) {
    const text = searchedText(query)
    if (text) times.set(text, (times.get(text) ?? 0) + more)
  }
  const texts = await queryRows(
    pool(),
    Text,
    `select q.text from search_query q where q.text = any($1::text[]) and ${mayBeShown('q.id')}`,
    [[...times.keys()]],
  )
  const shown = texts.map(({ text }) => ({ text, times: times.get(text) ?? 0 }))
  shown.sort((a, b) => b.times - a.times || (a.text < b.text ? -1 : 1))
  return { shown: shown.slice(0, shownMax), rarer: times.size - shown.length }
}
