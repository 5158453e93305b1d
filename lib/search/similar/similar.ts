import { plainText, withoutQuotes } from '../../content'
import type { Viewer } from '../../identity/viewer'
import { analyse } from '../analysis/analyser'
import { isCommonWord } from '../analysis/common-words'
import type { Token } from '../analysis/token'
import { searchEngine } from '../engines/choose-engine'
import type { Candidate, EngineQuery } from '../engines/port'
import { readOpenings } from '../engines/postgres/read-posts'
import { readCorpus, readTermPosts } from '../posts/vocabulary'
import { noFilters } from '../query/filters'
import type { Corpus, QueryTerm } from '../query/query-term'
import { idfOf, scorer } from '../ranking/bm25'
import { expectedScoreStdDev } from '../ranking/fusion'
import { type HybridResult, noneNear, type Reranked, rerankHybrid, retrieveHybrid } from '../ranking/hybrid'
import { embedQuery, type QueryEmbedding } from '../semantic'

/** A text that others are compared with. */
export type SimilarSource = {
  title: string
  /** Markdown. */
  body: string
  tags: string[]
  /** Words of `body` without what it quotes, where they are known: it is not parsed then. */
  words?: string | null
}

/** A thread or answer that is about the same. */
export type SimilarMatch = {
  groupKind: 'thread' | 'answer'
  groupId: number
  score: number
  /** Words in common, the most distinctive first, as the source writes them. */
  terms: string[]
  /** How similar it is by its embedding, 0 to 1; null where that is not known. */
  similarity: number | null
  /** How much of what it would be worth if it were the same text: 0 to 1, to be compared between texts. Null where `exclude` is not found. */
  closeness: number | null
}

/** Words of the title count this often, and so do tags; in the posts that are looked through titles count thrice. */
const titleRepeat = 2
const tagRepeat = 2
/** Words in more than this share of the posts say what a forum is about, not what a thread is about … */
const commonShare = 0.2
/** … unless hardly any others are left, as in a forum of a few threads. */
const distinctiveMin = 6
/** Terms that rank; the weightiest of a long post say what it is about. */
const termsMax = 160
/** Terms that find; more cost time and bring nothing that ranks high. */
const findTermsMax = 40
const sharedTermsShown = 3
/** A word in more than this share of the posts, and in more than so many of them, explains nothing … */
const rareShareMax = 0.03
const rarePostsMin = 4
/** Someone may be waiting. */
const patienceMs = 150
/** Words that every post has weigh this much, and names and numbers of code this much more. */
const commonWeight = 0.2
const codeWeight = 1.2
/** Words alone share less of each other than words and vectors together: so much makes both comparable. Measured, see docs/gaps.md. */
const wordsCloseness = 1.3
/** Matches that are given their reason; what stands further down is not shown. */
const explainedMax = 30

export type SimilarOptions = {
  countMax: number
  /** The thread or answer that the text is of: it is left out. */
  exclude?: { kind: 'thread' | 'answer'; id: number } | null
  /** Limits the threads to a given list. */
  among?: Set<number>
  /** The text's own embedding, where it is stored; left out, the model is asked for one … */
  embedding?: QueryEmbedding | null
  /** … and waited for so many milliseconds. */
  patience?: number
}

/**
 * Threads and answers that are about the same as a text, best first: rare words in common weigh most, those of titles
 * more, and similarity where there is a model. Openings and answers are looked through, not replies.
 */
export async function similar(viewer: Viewer, source: SimilarSource, options: SimilarOptions): Promise<SimilarMatch[]> {
  const body = source.words ?? plainText(withoutQuotes(source.body))
  const text = [...Array<string>(titleRepeat).fill(source.title), ...Array<string>(tagRepeat).fill(source.tags.join(' ')), body].join('\n')
  // Written otherwise it is the same word, and counts once.
  const tokens = analyse(text).filter(({ role }) => role === undefined)
  const [corpus, embedding] = await Promise.all([
    readCorpus(),
    options.embedding === undefined ? embedQuery(source.title, body, options.patience ?? patienceMs) : options.embedding,
  ])
  const queryTerms = await queryTermsOf(tokens, text, corpus)
  if (queryTerms.length === 0) return []
  const { among } = options
  const query = { viewer, corpus, queryTerms: queryTerms.slice(0, findTermsMax), excludedTerms: [], openingsOnly: true, filters: noFilters }
  const result = among ? await given(query, among, embedding) : await retrieveHybrid(query, () => searchEngine().find(query), embedding)
  const score = scorer({ queryTerms, corpus, adjacency: false })
  const ranked = await rerankHybrid(result, {
    score: ({ forward }) => score(forward),
    scoreStdDev: expectedScoreStdDev(queryTerms, corpus, 'post'),
    similarityMin: among ? 0 : undefined,
  })
  const own = worthOfOwn(ranked, options)
  const scale = embedding ? 1 : wordsCloseness
  return bestGroups(ranked, options).map(({ candidate, score }, i) => ({
    groupKind: candidate.groupKind,
    groupId: candidate.groupId,
    score,
    terms: i < explainedMax ? sharedTerms(queryTerms, candidate.forward, corpus) : [],
    similarity: ranked.similarities.get(candidate.postId)?.value ?? null,
    closeness: own > 0 ? Math.min(1, (scale * score) / own) : null,
  }))
}

/** What the text itself is worth among the candidates. */
function worthOfOwn({ candidates, worth }: Reranked, { exclude }: SimilarOptions): number {
  const own = candidates.filter(({ groupKind, groupId }) => groupKind === exclude?.kind && groupId === exclude.id)
  return Math.max(0, ...own.map(worth))
}

async function given(query: EngineQuery, threadIds: Set<number>, embedding: QueryEmbedding | null): Promise<HybridResult> {
  return { found: { candidates: await readOpenings(query, [...threadIds]), more: false }, near: noneNear, embedding }
}

function bestGroups({ candidates, worth }: Reranked, { exclude, among, countMax }: SimilarOptions): Best[] {
  const best = new Map<string, Best>()
  for (const candidate of candidates) {
    if (exclude && candidate.groupKind === exclude.kind && candidate.groupId === exclude.id) continue
    // Of a given list nothing is left out.
    keepBest(best, candidate, worth(candidate), among ? -1 : 0)
  }
  return [...best.values()].sort((a, b) => b.score - a.score || a.candidate.groupId - b.candidate.groupId).slice(0, countMax)
}

type Best = { candidate: Candidate; score: number }

function keepBest(best: Map<string, Best>, candidate: Candidate, score: number, above: number): void {
  if (score <= above) return
  const key = `${candidate.groupKind}/${candidate.groupId}`
  const known = best.get(key)
  if (known && known.score >= score) return
  best.set(key, { candidate, score })
}

/** Terms of a text with how often it has them as their weight, the weightiest by frequency times rarity first. */
async function queryTermsOf(tokens: Token[], text: string, corpus: Corpus): Promise<QueryTerm[]> {
  const counts = new Map<string, { count: number; typed: string }>()
  for (const token of tokens) {
    const known = counts.get(token.term)
    if (known) known.count++
    else counts.set(token.term, { count: 1, typed: text.slice(token.start, token.end) })
  }
  const posts = await readTermPosts([...counts.keys()])
  const queryTerms = [...counts].flatMap(([term, { count, typed }]) => {
    const having = posts.get(term)
    return having ? [{ typed, terms: [term], posts: having, weight: saturated(count) * kindOf(typed) }] : []
  })
  const distinctive = queryTerms.filter((queryTerm) => queryTerm.posts <= corpus.posts * commonShare)
  return (distinctive.length >= distinctiveMin ? distinctive : queryTerms)
    .sort((a, b) => idfOf(b.posts, corpus.posts) * b.weight - idfOf(a.posts, corpus.posts) * a.weight || a.typed.localeCompare(b.typed))
    .slice(0, termsMax)
}

function kindOf(typed: string): number {
  if (isCommonWord(typed)) return commonWeight
  return isCode(typed) ? codeWeight : 1
}

/** Whether it looks like an error number or a name of a program: digits, underscores, capitals within. */
function isCode(typed: string): boolean {
  return /\d|_|[a-z][A-Z]|[A-Z]{2}[a-z]|::|\w\.\w/.test(typed)
}

// A word said fifty times in a log is not fifty times as important (BM25's own weighting of query terms).
function saturated(count: number): number {
  const k3 = 20
  return ((k3 + 1) * count) / (k3 + count)
}

function isRare({ typed, posts }: QueryTerm, corpus: Corpus): boolean {
  // … unless it is a name or number of code, which says what a thread is about.
  return posts <= Math.max(rarePostsMin, corpus.posts * (isCode(typed) ? commonShare : rareShareMax))
}

function sharedTerms(queryTerms: QueryTerm[], forward: Buffer, corpus: Corpus): string[] {
  const shown: string[] = []
  for (const queryTerm of queryTerms) {
    if (shown.length >= sharedTermsShown) break
    if (queryTerm.typed.length < 3 || isCommonWord(queryTerm.typed) || !isRare(queryTerm, corpus)) continue
    if (scorer({ queryTerms: [queryTerm], corpus, adjacency: false })(forward) <= 0) continue
    // An identifier says what its parts say.
    if (!shown.some((other) => other.toLowerCase().includes(queryTerm.typed.toLowerCase()))) shown.push(queryTerm.typed)
  }
  return shown
}
