import { z } from 'zod'
import { pool, queryRows } from '../../platform/db'
import { analyse } from '../analysis/analyser'
import { isIdentifier } from '../analysis/code-names'
import type { Token, TokenRole } from '../analysis/token'
import { readCompletions, readTermPosts, readUncountedTerms } from '../posts/vocabulary'
import { addAlternatives, alternativesOf } from '../synonyms/alternatives'
import { readSynonymRules } from '../synonyms/synonyms'
import type { ParsedQuery } from './parsed-query'
import type { QueryTerm } from './query-term'
import { correctSpelling } from './spelling'

const Synonyms = z.object({ typed: z.string(), names: z.array(z.string()) })

/** Words of a query that are looked at; what follows in a pasted paragraph adds cost and little else. */
const queryTermsMax = 48
/** A prefix stands for its most frequent completions; the rest of a two-letter prefix is noise. */
const completionsMax = 12
const correctedAtOnce = 4
/** An identifier's parts help to find it written apart, and must not outweigh the identifier. */
const partWeight = 0.35
/** Words joined by a hyphen are mostly written apart or joined elsewhere: each way counts for itself. */
const joinedWeight = 0.5

/** A query turned into what the engine and the ranker work with. */
export type AnalysedQuery = {
  queryTerms: QueryTerm[]
  /** The words as they were searched, if one was corrected; null if none was. */
  corrected: string | null
  /** What the corrected words stand for. */
  correctedTerms: string[]
}

/**
 * Finds out what the words of a query stand for in this corpus: how rare each is, which tags and words it is a synonym of, what
 * its last letters may become (`typing`), and which misspelt word was meant (unless `asWritten`).
 */
export async function analyseQuery(query: ParsedQuery, options: { typing: boolean; asWritten: boolean }): Promise<AnalysedQuery> {
  const text = [query.words, ...query.phrases].filter(Boolean).join(' ')
  const tokens = analyse(text)
  const last = options.typing && !/\s$/.test(query.words) && query.phrases.length === 0 ? tokens.at(-1) : undefined
  const others = alternativesOf(tokens, await readSynonymRules())
  const posts = await readTermPosts([...new Set([...tokens.map((token) => token.term), ...[...others.values()].flat(2)])])
  const completions = last?.word ? await readCompletions(last.word, completionsMax) : []
  // A last word that begins nothing is misspelt like any other.
  const unfinished = completions.length > 0 ? last : undefined
  const corrections = options.asWritten
    ? new Map<string, Correction>()
    : await correctionsOf(tokens, { posts, others, text, last: unfinished })
  const [synonyms, stood] = await Promise.all([
    readSynonyms(tokens),
    // A word tells of its own spelling only: what it stands for may be far more common.
    readTermPosts([...corrections.values(), ...completions].map(({ term }) => term)),
  ])
  const queryTerms: QueryTerm[] = []
  const seen = new Map<string, QueryTerm>()
  for (const [i, token] of tokens.entries()) {
    if (token.role === 'variant') {
      addVariant(seen.get(tokens[i - 1]?.term ?? ''), token.term, posts)
      continue
    }
    // Where nobody has joined these words, they are asked for apart alone.
    if (token.role === 'joined' && !posts.has(token.term)) continue
    const said = seen.get(token.term)
    if (said) {
      // Said twice, meant more: BM25 counts how often a query has a word.
      said.weight += weightOf(tokens, i, posts)
      continue
    }
    if (queryTerms.length >= queryTermsMax) continue
    const corrected = token.word ? corrections.get(token.word) : undefined
    const terms = [corrected?.term ?? token.term, ...(synonyms.get(token.term) ?? [])]
    let count = corrected ? (stood.get(corrected.term) ?? corrected.posts) : (posts.get(token.term) ?? 0)
    for (const completion of token === last ? completions : []) {
      if (!terms.includes(completion.term)) terms.push(completion.term)
      count = Math.max(count, stood.get(completion.term) ?? completion.posts)
    }
    const queryTerm: QueryTerm = { typed: text.slice(token.start, token.end), terms, posts: count, weight: weightOf(tokens, i, posts) }
    if (token.role === 'joined') queryTerm.optional = true
    else queryTerm.alternatives = joinedOver(token, tokens.slice(i + 1, i + joinedWithin), posts)
    addAlternatives(queryTerm, others.get(token.term) ?? [], posts)
    seen.set(token.term, queryTerm)
    queryTerms.push(queryTerm)
  }
  return {
    // Behind the others, so that words that follow each other are adjacent for the ranker.
    queryTerms: [...queryTerms.filter(({ optional }) => !optional), ...queryTerms.filter(({ optional }) => optional)],
    corrected: corrections.size > 0 ? rewritten(text, tokens, corrections) : null,
    correctedTerms: [...corrections.values()].map(({ term }) => term),
  }
}

// Parts come before the whole they belong to, and lie within it.
function weightOf(tokens: Token[], i: number, posts: Map<string, number>): number {
  const token = tokens[i] as Token
  // With its sign it is a name of code: exactly that is meant.
  if (token.role === 'joined') return isSigned(token) ? 1 : joinedWeight
  const whole = tokens.slice(i + 1).find((other) => isWholeOf(other, token) || (isSigned(other) && isWholeOf(other, token, 'joined')))
  return whole && posts.has(whole.term) ? partWeight : 1
}

function isSigned({ term, role }: Token): boolean {
  return role === 'joined' && /^[-$#]/.test(term)
}

function isWholeOf(other: Token, { start, end }: Token, role?: TokenRole): boolean {
  return other.together && other.role === role && other.start <= start && other.end >= end
}

/** The words that a hyphen joins stand close behind each other. */
const joinedWithin = 12

function joinedOver(token: Token, behind: Token[], posts: Map<string, number>): string[] {
  return behind.filter((other) => isWholeOf(other, token, 'joined') && posts.has(other.term)).map(({ term }) => term)
}

function addVariant(queryTerm: QueryTerm | undefined, term: string, posts: Map<string, number>): void {
  if (!queryTerm || queryTerm.terms.includes(term)) return
  queryTerm.terms.push(term)
  queryTerm.posts = Math.max(queryTerm.posts, posts.get(term) ?? 0)
}

type Correction = { word: string; term: string; posts: number }

type KnownOfQuery = { posts: Map<string, number>; others: Map<string, string[][]>; text: string; last: Token | undefined }

async function correctionsOf(tokens: Token[], { posts, others, text, last }: KnownOfQuery): Promise<Map<string, Correction>> {
  const unknown = tokens.filter((token) => {
    if (!token.word || token.together || posts.has(token.term) || token === last) return false
    // Somebody has said what it means.
    if (others.has(token.term)) return false
    return !isIdentifier(text.slice(token.start, token.end)) && !isPartOfWhole(token, tokens, posts)
  })
  if (unknown.length === 0) return new Map()
  const uncounted = await readUncountedTerms(unknown.map((token) => token.term))
  const misspelt = unknown.slice(0, queryTermsMax).flatMap(({ term, word }) => (word && !uncounted.has(term) ? word : []))
  const words = [...new Set(misspelt)]
  const corrections = new Map<string, Correction>()
  // A few at a time: each is a question or two to the database, and a pasted log holds dozens of such words.
  for (let at = 0; at < words.length; at += correctedAtOnce) {
    const some = words.slice(at, at + correctedAtOnce)
    const corrected = await Promise.all(some.map(correctSpelling))
    for (const [i, found] of corrected.entries()) if (found) corrections.set(some[i] as string, found)
  }
  return corrections
}

function isPartOfWhole(token: Token, tokens: Token[], posts: Map<string, number>): boolean {
  return tokens.some((other) => isWholeOf(other, token) || (isWholeOf(other, token, 'joined') && posts.has(other.term)))
}

function rewritten(text: string, tokens: Token[], corrections: Map<string, Correction>): string {
  let result = ''
  let at = 0
  for (const token of tokens) {
    const corrected = token.word ? corrections.get(token.word) : undefined
    if (!corrected || token.start < at) continue
    result += text.slice(at, token.start) + corrected.word
    at = token.end
  }
  return result + text.slice(at)
}

/** Terms that a tag and its synonyms share, by the term of the word typed. One query. */
async function readSynonyms(tokens: Token[]): Promise<Map<string, string[]>> {
  const words = [...new Set(tokens.flatMap((token) => [token.word ?? token.term]))]
  const rows = await queryRows(pool(), Synonyms, {
    name: 'search-synonyms',
    text: `with hit as (
             select s.name as typed, t.id, t.name from tag_synonym s join tag t on t.id = s.tag_id where s.name = any($1)
             union select t.name, t.id, t.name from tag t join tag_synonym s on s.tag_id = t.id where t.name = any($1))
           select hit.typed, array_agg(distinct names.name) as names from hit
           join lateral (select hit.name union select name from tag_synonym where tag_id = hit.id) as names on true
           group by hit.typed`,
    values: [words],
  })
  const byTerm = new Map<string, string[]>()
  for (const row of rows) {
    const typedTerm = wholeTermOf(row.typed)
    byTerm.set(
      typedTerm,
      (row.names as string[]).map(wholeTermOf).filter((term) => term !== typedTerm),
    )
  }
  return byTerm
}

function wholeTermOf(name: string): string {
  const tokens = analyse(name)
  // Of a name with hyphens its words together: the last of them alone is another word.
  const whole = tokens.find(({ role, start, end }) => role === 'joined' && start === 0 && end === name.length)
  return (whole ?? tokens.findLast(({ role }) => role === undefined))?.term ?? name
}
