import { analyse } from '../analysis/analyser'
import type { Found } from '../engines/port'
import { hashOf, holdsAny } from '../posts/forward-index'
import { readTermPosts } from '../posts/vocabulary'
import type { Reading } from '../request'
import type { Findings, Outcome, ParsedSearch } from '../stages'
import { isEmptyQuery } from './parse'
import type { ParsedQuery } from './parsed-query'

/** The query in one of its readings. */
export function readAs(parsed: ParsedQuery, reading: Reading): ParsedQuery {
  if (reading === 'excluded') return parsed
  return { ...parsed, words: parsed.asTyped, excluded: parsed.excluded.filter((word) => !parsed.minusWords.includes(word)) }
}

/**
 * Finds what a query with words after a minus is meant to find. They are searched as typed where nothing else is asked for,
 * or where a post that the reader may see, and that fits the filters, has one of them with its minus; else they are left out. One
 * look-up; only where none of the posts found has them so, the engine is asked for those that do, and if there are none searches again.
 */
export async function chooseReading(search: ParsedSearch, find: (search: ParsedSearch) => Promise<Findings>): Promise<Outcome> {
  const { parsed, request, engine } = search
  const as = async (reading: Reading) => ({ ...(await find({ ...search, parsed: readAs(parsed, reading) })), reading })
  if (parsed.minusWords.length === 0) return as('excluded')
  if (request.reading) return as(request.reading)
  if (isEmptyQuery(parsed)) return as('typed')
  const options = parsed.minusWords.flatMap((word) => analyse(`-${word}`).flatMap(({ term }) => (term.startsWith('-') ? [term] : [])))
  const known = await readTermPosts(options)
  if (known.size === 0) return as('excluded')
  const typed = await as('typed')
  if (!typed.retrieved) return as('excluded')
  const { query, found } = typed.retrieved
  const hashes = [...known.keys()].map(hashOf)
  const hasOne = ({ candidates }: Found) => candidates.some(({ forward }) => holdsAny(forward, hashes))
  if (hasOne(found)) return typed
  // Of common words not all posts are looked at: the one with the option may lie behind them.
  const posts = Math.max(...known.values())
  const option = { typed: parsed.minusWords.join(' '), terms: [...known.keys()], posts, weight: 1 }
  return hasOne(await engine.find({ ...query, queryTerms: [option] })) ? typed : as('excluded')
}
