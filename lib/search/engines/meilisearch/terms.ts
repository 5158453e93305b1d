import { hashOf } from '../../posts/forward-index'
import type { QueryTerm } from '../../query/query-term'

/** Meilisearch's own tokenizer must not take a term apart: every sign it could split at is written out. */
const splitting = /[^a-z0-9\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/gu
/** Characters of a term that count. Of longer ones, which are keys, the rest may differ: the ranker tells them apart. */
const lengthMax = 60
/** Longer words are left out by the engine, and signs that are written out take up to ten times their room. */
const wordBytesMax = 240
const beginningMax = 100

/** A term of the analyser as one word of the engine: `c++` is `cx2bxx2bx`. What is too long so is its beginning and a number made of it all. */
export function wordOf(term: string): string {
  const word = term.slice(0, lengthMax).replace(splitting, (sign) => `x${(sign.codePointAt(0) as number).toString(16)}x`)
  return Buffer.byteLength(word) <= wordBytesMax ? word : `${word.slice(0, beginningMax)}x${hashOf(term).toString(16)}x`
}

/** The engine reads no more words of a query. */
const wordsMax = 10
/** Terms that it is told to leave out: the others of these ten are left for what is searched. */
export const excludedMax = 4

/** The terms of a query, the rarest first. One that the frequencies do not know is in some new post or in none: cheap to look up. */
export function byRarity(queryTerms: QueryTerm[]): QueryTerm[] {
  return [...queryTerms].sort((x, y) => x.posts - y.posts)
}

/** Words that a post must not have, as the engine is told, and how many others it reads beside them. */
export function excluding(terms: string[]): { without: string[]; room: number } {
  const without = terms.slice(0, excludedMax).map((term) => `-${wordOf(term)}`)
  return { without, room: wordsMax - without.length }
}
