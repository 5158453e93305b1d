import { hashOf, holdsAny } from '../posts/forward-index'
import type { Corpus, QueryTerm } from '../query/query-term'
import { idfOf } from './bm25'

/** Makes the function that says how much of a query posts hold together, 0 to 1, each word weighed by its rarity. */
export function termCoverage(queryTerms: QueryTerm[], corpus: Corpus): (forwards: Buffer[]) => number {
  const own = queryTerms.filter(({ context }) => !context)
  const asked = own.map(({ terms, posts, weight }) => ({ hashes: terms.map(hashOf), worth: idfOf(posts, corpus.posts) * weight }))
  const all = asked.reduce((sum, { worth }) => sum + worth, 0)
  return (forwards) => {
    if (all === 0) return 0
    const held = asked.filter(({ hashes }) => forwards.some((forward) => holdsAny(forward, hashes)))
    return held.reduce((sum, { worth }) => sum + worth, 0) / all
  }
}
