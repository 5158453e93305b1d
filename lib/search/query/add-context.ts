import { analyse } from '../analysis/analyser'
import { isCommonWord } from '../analysis/common-words'
import { readTermPosts } from '../posts/vocabulary'
import { idfOf } from '../ranking/bm25'
import type { Corpus, QueryTerm } from './query-term'

/**
 * A word of the context weighs this much of one of the query: a text has many words, and together they must not outweigh its title.
 * Measured, see docs/search.md.
 */
const contextWeight = 0.2
/** The first sentences mostly greet and set the scene: a text of so many words has half of its weight. */
const contextTermsHalf = 20
/** Words that every post has weigh this much of that again. */
const commonWeight = 0.2
/** The weightiest of a longer text say what it is about. */
const contextTermsMax = 32

/**
 * Adds what a text around the query says: its words weigh less, and words of the query that it says too weigh more. Words that no post
 * has are left out, and nothing is corrected: of many words some are always misspelt. One look-up.
 */
export async function addContext(queryTerms: QueryTerm[], context: string, corpus: Corpus): Promise<QueryTerm[]> {
  const typedOf = new Map<string, string>()
  for (const { term, role, start, end } of analyse(context)) {
    // Written otherwise it is the same word, and counts once.
    if (role === undefined && !typedOf.has(term)) typedOf.set(term, context.slice(start, end))
  }
  if (typedOf.size === 0) return queryTerms
  const grown = typedOf.size / (typedOf.size + contextTermsHalf)
  const weightOf = (typed: string) => contextWeight * grown * (isCommonWord(typed) ? commonWeight : 1)
  const posts = await readTermPosts([...typedOf.keys()])
  const asked = new Set(queryTerms.flatMap(({ terms }) => terms))
  const said = queryTerms.map((queryTerm) => {
    const typed = queryTerm.terms.flatMap((term) => typedOf.get(term) ?? [])[0]
    return typed === undefined ? queryTerm : { ...queryTerm, weight: queryTerm.weight + weightOf(typed) }
  })
  const added = [...typedOf]
    .filter(([term]) => posts.has(term) && !asked.has(term))
    .map(([term, typed]): QueryTerm => {
      return { typed, terms: [term], posts: posts.get(term) ?? 0, weight: weightOf(typed), optional: true, context: true }
    })
    .sort((a, b) => worthOf(b, corpus) - worthOf(a, corpus) || a.typed.localeCompare(b.typed))
  return [...said, ...added.slice(0, contextTermsMax)]
}

function worthOf({ posts, weight }: QueryTerm, corpus: Corpus): number {
  return idfOf(posts, corpus.posts) * weight
}
