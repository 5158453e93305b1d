import { hashOf, holdsAny } from '../posts/forward-index'
import type { Corpus, QueryTerm } from '../query/query-term'
import { hasPhrase, idfOf } from './bm25'

/** Makes the function that says how much of a query posts hold together, 0 to 1, each word weighed by its rarity. */
export function termCoverage(queryTerms: QueryTerm[], corpus: Corpus): (forwards: Buffer[]) => number {
  const own = queryTerms.filter(({ context }) => !context)
  const asked = own.map((queryTerm) => ({ isIn: holderOf(queryTerm), worth: idfOf(queryTerm.posts, corpus.posts) * queryTerm.weight }))
  const all = asked.reduce((sum, { worth }) => sum + worth, 0)
  return (forwards) => {
    if (all === 0) return 0
    const held = asked.filter(({ isIn }) => forwards.some(isIn))
    return held.reduce((sum, { worth }) => sum + worth, 0) / all
  }
}

/** Makes the function that says whether a post has a query term, in any of the ways to say it. */
export function holderOf({ terms, phrases = [] }: QueryTerm): (forward: Buffer) => boolean {
  const hashes = terms.map(hashOf)
  return (forward) => holdsAny(forward, hashes) || phrases.some((words) => hasPhrase(forward, words))
}
