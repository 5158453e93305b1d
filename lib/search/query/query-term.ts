/**
 * One thing a query asks for: a word with everything that counts as it (synonyms, completions of a prefix).
 * `posts` is the number of posts that have it, at least roughly: the sum over its terms.
 */
export type QueryTerm = {
  /** What the person typed. */
  typed: string
  terms: string[]
  posts: number
  /** 1 for a word of the query; less for what only helps, such as the parts of an identifier. */
  weight: number
  /** Only helps: a post need not have it where all words are asked for. */
  optional?: boolean
  /** A word of the text around the query, which only adds evidence: nothing is judged by how much of these a post has. */
  context?: boolean
  /** Terms in whose place it need not stand: a post that says `setup` has both words of `set-up`. They add nothing to its rank. */
  alternatives?: string[]
  /** Words that count as it where they follow each other: synonyms of several words. */
  phrases?: string[][]
}

/** Every way to say a query term, each as words that follow each other. */
export function waysOf({ terms, phrases = [] }: QueryTerm): string[][] {
  return [...terms.map((term) => [term]), ...phrases]
}

/** Size and mean length of what is searched, for BM25. Lengths count a title's words three times, see ranker.ts. */
export type Corpus = { posts: number; meanLength: number }
