import type { Token } from '../analysis/token'
import type { QueryTerm } from '../query/query-term'
import type { SynonymRules } from './synonyms'

/** Of one word so many others are asked for. */
const alternativesMax = 8

/**
 * Returns what else the words of a query stand for: by the term of each word, lists of terms that follow each other. Where several words
 * have a synonym together, each of them has it; so has a name of which they are parts.
 */
export function alternativesOf(tokens: Token[], rules: SynonymRules): Map<string, string[][]> {
  const found = new Map<string, string[][]>()
  if (rules.size === 0) return found
  const words = tokens.filter(({ together }) => !together)
  for (const [i, first] of words.entries()) {
    for (const { from, to } of rules.get(first.term) ?? []) {
      if (!from.every((term, n) => words[i + n]?.term === term)) continue
      const end = words[i + from.length - 1]?.end ?? first.end
      const names = tokens.filter((token) => token.together && !token.role && token.start >= first.start && token.end <= end)
      for (const term of [...from, ...names.map((token) => token.term)]) {
        const known = found.get(term) ?? []
        if (known.length < alternativesMax && !known.some((other) => other.join(' ') === to.join(' '))) found.set(term, [...known, to])
      }
    }
  }
  return found
}

/** What synonyms add: a post with one of these counts as one with the word. It is then as frequent as the most frequent of them. */
export function addAlternatives(queryTerm: QueryTerm, others: string[][], posts: Map<string, number>): void {
  for (const words of others) {
    const [only] = words
    if (only !== undefined && words.length === 1) {
      if (!queryTerm.terms.includes(only)) queryTerm.terms.push(only)
    } else queryTerm.phrases = [...(queryTerm.phrases ?? []), words]
    queryTerm.posts = Math.max(queryTerm.posts, Math.min(...words.map((term) => posts.get(term) ?? 0)))
  }
}
