import { plainText, withoutQuotes } from '../../content'
import type { Viewer } from '../../identity/viewer'
import { searchEngine } from '../engines/choose-engine'
import type { Candidate, EngineQuery } from '../engines/port'
import { readOpenings } from '../engines/postgres/read-posts'
import { readCorpus, readTermPosts } from '../posts/vocabulary'
import { noFilters } from '../query/filters'
import { scorer } from '../ranking/bm25'
import { expectedScoreStdDev } from '../ranking/fusion'
import { type HybridResult, noneNear, type Reranked, rerankHybrid, retrieveHybrid } from '../ranking/hybrid'
import { embedQuery, type QueryEmbedding } from '../semantic'
import { queryTermsOf, sharedTerms, tokensOf, weightedText } from './text-terms'

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
  /** The piece of its text that is nearest, from 1, where that is known. */
  chunk?: number
}

/** Terms that find; more cost time and bring nothing that ranks high. */
const findTermsMax = 40
/** Someone may be waiting. */
const patienceMs = 150
/** Words alone share less of each other than words and vectors together: so much makes both comparable. Measured, see docs/gaps.md. */
const wordsCloseness = 1.3
/** Matches that are given their reason; what stands further down is not shown. */
const explainedMax = 30

export type SimilarOptions = {
  countMax: number
  /** The thread or answer that the text is of: it is left out. */
  exclude?: { kind: 'thread' | 'answer'; id: number } | null
  /** Leaves out what is not of this kind. */
  only?: 'thread' | 'answer'
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
  const text = weightedText({ ...source, words: body })
  const tokens = tokensOf(text)
  const [corpus, posts, embedding] = await Promise.all([
    readCorpus(),
    readTermPosts([...new Set(tokens.map(({ term }) => term))]),
    options.embedding === undefined ? embedQuery(source.title, body, options.patience ?? patienceMs) : options.embedding,
  ])
  const queryTerms = queryTermsOf(tokens, text, corpus, posts)
  if (queryTerms.length === 0) return []
  const { among } = options
  const filters = options.only
    ? { ...noFilters, is: [options.only === 'answer' ? ('canonical' as const) : ('thread' as const)] }
    : noFilters
  const query = { viewer, corpus, queryTerms: queryTerms.slice(0, findTermsMax), excludedTerms: [], openingsOnly: true, filters }
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
    chunk: ranked.similarities.get(candidate.postId)?.chunk,
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
