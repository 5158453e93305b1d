import { analyse } from './analyser'
import { hashOf, holdsAny } from './forward-index'
import { isEmptyQuery, type ParsedQuery } from './query'
import type { Retrieved } from './retrieve'
import { readTermPosts } from './vocabulary'

/** How a word with a minus before it is meant: posts with it are left out, or it is an option of a command and searched like the rest. */
export type Reading = 'excluded' | 'typed'

/** The query in one of its readings. */
export function readAs(parsed: ParsedQuery, reading: Reading): ParsedQuery {
  if (reading === 'excluded') return parsed
  return { ...parsed, words: parsed.asTyped, excluded: parsed.excluded.filter((word) => !parsed.minusWords.includes(word)) }
}

/**
 * Retrieves what a query with words after a minus is meant to find. They are searched as typed where nothing else is asked for,
 * or where a post that the reader may see has one of them with its minus; else they are left out. One look-up, and a second
 * search only where the posts that have them so turn out to be none of the reader's.
 */
export async function retrieveAsMeant(
  parsed: ParsedQuery,
  wanted: Reading | undefined,
  retrieve: (parsed: ParsedQuery) => Promise<Retrieved | null>,
): Promise<{ retrieved: Retrieved | null; reading: Reading }> {
  const as = async (reading: Reading) => ({ retrieved: await retrieve(readAs(parsed, reading)), reading })
  if (wanted) return as(wanted)
  if (isEmptyQuery(parsed)) return as('typed')
  const options = parsed.minusWords.flatMap((word) => analyse(`-${word}`).flatMap(({ term }) => (term.startsWith('-') ? [term] : [])))
  const known = await readTermPosts(options)
  if (known.size === 0) return as('excluded')
  const typed = await as('typed')
  const hashes = [...known.keys()].map(hashOf)
  return typed.retrieved?.found.candidates.some(({ forward }) => holdsAny(forward, hashes)) ? typed : as('excluded')
}
