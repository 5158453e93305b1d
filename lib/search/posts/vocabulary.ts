import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'
import type { Corpus } from '../query/query-term'
import { titleWeight } from '../ranking/bm25'

// `bigint` comes as text.
const Totals = z.object({ posts: z.string(), weighted_tokens: z.string() })
const Term = z.object({ term: z.string() })
const TermPosts = Term.extend({ posts: z.int() })
const Word = TermPosts.extend({ word: z.string() })

const corpusKeptMs = 5_000
let corpusKnown: { at: number; corpus: Corpus } | undefined

/** Size of what is searched. At most five seconds old: it moves the scores of no one noticeably. */
export async function readCorpus(): Promise<Corpus> {
  if (corpusKnown && Date.now() - corpusKnown.at < corpusKeptMs) return corpusKnown.corpus
  const [totals] = await queryRows(pool(), Totals, 'select posts, weighted_tokens from search_corpus')
  const posts = Math.max(1, Number(totals?.posts ?? 0))
  const corpus = { posts, meanLength: Math.max(1, Number(totals?.weighted_tokens ?? 0) / posts) }
  corpusKnown = { at: Date.now(), corpus }
  return corpus
}

/** For measurements and tests that change the corpus under a running process. */
export function forgetCorpus(): void {
  corpusKnown = undefined
}

/** How many posts have each term; terms that no post has are missing. */
export async function readTermPosts(terms: string[]): Promise<Map<string, number>> {
  if (terms.length === 0) return new Map()
  const rows = await queryRows(pool(), TermPosts, {
    name: 'search-terms',
    text: 'select term, posts from search_term where term = any($1) and posts > 0',
    values: [terms],
  })
  return new Map(rows.map((row) => [row.term, row.posts]))
}

/** Which of these terms some post has although the frequencies do not know them yet. */
export async function readUncountedTerms(terms: string[]): Promise<Set<string>> {
  const rows = await queryRows(
    pool(),
    Term,
    `select term from unnest($1::text[]) as term
     where exists (select 1 from search_post where terms @@ (quote_literal(term))::tsquery)`,
    [terms],
  )
  return new Set(rows.map((row) => row.term))
}

/** Words that begin with `prefix`, the most frequent first. */
export async function readCompletions(prefix: string, countMax: number): Promise<{ word: string; term: string; posts: number }[]> {
  return queryRows(pool(), Word, {
    name: 'search-completions',
    text: `select word, term, posts from search_word
           where word like $1 and posts > 0 order by posts desc, word limit $2`,
    values: [`${prefix.replace(/[\\%_]/g, '\\$&')}%`, countMax],
  })
}

/** Those of these words that the corpus has. */
export async function readWords(words: string[]): Promise<{ word: string; term: string; posts: number }[]> {
  return queryRows(pool(), Word, {
    name: 'search-words',
    text: 'select word, term, posts from search_word where word = any($1) and posts > 0',
    values: [words],
  })
}

/** Words that look like `word`, by shared trigrams, the likest first. */
export async function readLookalikes(word: string, countMax: number): Promise<{ word: string; term: string; posts: number }[]> {
  return queryRows(pool(), Word, {
    name: 'search-lookalikes',
    text: `select word, term, posts from search_word
           where word % $1 and posts > 0 and length(word) between $2 and $3
           order by similarity(word, $1) desc, posts desc limit $4`,
    values: [word, word.length - 2, word.length + 2, countMax],
  })
}

/** All words of the corpus that are made of a to z, the most frequent first: for measurements that make up texts and queries. */
export async function readWordsByFrequency(): Promise<string[]> {
  const rows = await queryRows(
    pool(),
    Word,
    `select word, term, posts from search_word where posts > 0 and word ~ '^[a-z]{2,20}$' order by posts desc, word`,
  )
  return rows.map(({ word }) => word)
}

/** The length BM25 counts for a post. */
export function weightedLength(titleTokens: number, bodyTokens: number): number {
  return titleWeight * titleTokens + bodyTokens
}
