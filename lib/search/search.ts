import { meaningOf, type QueryMeaning, type Similarity } from '../meaning'
import type { Viewer } from '../viewer/viewer'
import { analyse } from './analyser'
import type { Concept, Corpus } from './concept'
import { isWayOfAsking } from './document'
import type { Candidate, EngineQuery, EngineSort, SearchEngine } from './engine'
import { type Facets, mergeFacets, readFacets } from './facets'
import { type ChosenFacets, noFacets, resolveFilters } from './filters'
import { hashOf, holdsAny } from './forward-index'
import { type RankedGroup, rankGroups } from './group'
import { markedTerms } from './highlight'
import { type Hit, hydrate } from './hydrate'
import { findWithMeaning, joinMeaning, type Near, nothingNear } from './meaning/add-meaning'
import { gainMaxOf, nearnessAloneMin, spreadOf } from './meaning/weigh'
import { isEmptyQuery, type ParsedQuery, parseQuery } from './query'
import { hasPhrase, scorer } from './ranker'
import { shareHeldOf } from './share-held'
import { understand } from './understand'
import { readCorpus } from './vocabulary'

export type SearchSort = 'relevance' | EngineSort

/** What a search asks for. */
export type SearchRequest = {
  text: string
  facets?: ChosenFacets
  sort?: SearchSort
  /** From 1. */
  page?: number
  pageSize?: number
  /** The last word is still being typed. */
  typing?: boolean
  /** Do not mend misspelt words. */
  asWritten?: boolean
  /** What holds less of the question than this share, 0 to 1, each word weighed by its rarity, and means something else is left out. */
  heldMin?: number
  /** Facets cost a query; instant results do without. */
  withFacets?: boolean
}

/** What a search answers. */
export type SearchResult = {
  /** The canonical answer that stands above all, on the first page. */
  answer: Hit | null
  hits: Hit[]
  /** Ids of the best threads, also of those that were left out for holding too little. */
  nearest: number[]
  total: number
  /** True if there are more than `total`: it is shown as "1,000+". */
  more: boolean
  page: number
  hasNext: boolean
  facets: Facets | null
  /** The query as it was searched, if a word was mended. */
  mended: string | null
  notices: string[]
  engine: SearchEngine['name']
  /** True if the engine could not be asked and PostgreSQL answered in its place. */
  reduced: boolean
}

/** An answer stands above the threads from this share of the best thread's score on … */
const answerScoreShare = 0.5
/** … if its posts hold this share of what the query asks, weighed by rarity. */
const answerCoverageMin = 0.6
/** … or asks the same in other words. */
const answerNearnessMin = 0.6
/** Groups that are looked at where some are to be left out: whoever asks for that shows a few. */
const tellingMax = 50
/** One word is looked up, not understood. */
const meaningConceptsMin = 2
const evaluatePatienceMs = 10_000
const pageSizeDefault = 20

/** Searches. Every result passed the viewer's visibility twice; an empty or hopeless query gives an empty result. */
export async function search(engine: SearchEngine, viewer: Viewer, request: SearchRequest): Promise<SearchResult> {
  const parsed = parseQuery(request.text)
  const page = Math.max(1, request.page ?? 1)
  const pageSize = request.pageSize ?? pageSizeDefault
  const { filters, impossible, notices } = await resolveFilters(viewer, parsed, request.facets ?? noFacets)
  const empty: SearchResult = {
    answer: null,
    hits: [],
    nearest: [],
    total: 0,
    more: false,
    page,
    hasNext: false,
    facets: null,
    mended: null,
    notices: [...parsed.notices, ...notices],
    engine: engine.name,
    reduced: false,
  }
  if (isEmptyQuery(parsed) || impossible) return empty
  const [corpus, understood] = await Promise.all([
    readCorpus(),
    understand(parsed, { typing: request.typing ?? false, asWritten: request.asWritten ?? false }),
  ])
  const { concepts } = understood
  // Words were given and none of them is a word: "???" finds nothing rather than everything.
  if (concepts.length === 0 && (parsed.words.trim() || parsed.phrases.length > 0)) return empty
  const query: EngineQuery = { viewer, corpus, concepts, excludedTerms: excludedTermsOf(parsed), filters }
  const meaning = (request.sort ?? 'relevance') === 'relevance' ? meaningOfQuery(parsed, concepts) : null
  const { found, ...joined } = await findWithMeaning(query, () => engine.find(query), meaning)
  const ordered = await order(query, found.candidates, joined, phraseFilter(parsed))
  const { similarities } = ordered
  const { heldMin = 0 } = request
  const groups = heldMin > 0 ? telling(ordered.groups, concepts, corpus, similarities, heldMin) : ordered.groups
  const terms = markedTerms(concepts, corpus)
  // Operators alone have no relevance: the latest activity comes first.
  const sort: SearchSort =
    concepts.length === 0 && (request.sort ?? 'relevance') === 'relevance' ? 'activity' : (request.sort ?? 'relevance')
  const { answer, rest } = sort !== 'relevance' ? { answer: null, rest: groups } : answerFirst(groups, concepts, corpus, similarities)
  const wanted = await pageOf(engine, query, sort, rest, page, pageSize, parsed.phrases.length > 0)
  const [hydrated, facets] = await Promise.all([
    hydrate(viewer, [...(answer && page === 1 ? [answer] : []), ...wanted.groups], terms),
    request.withFacets === false ? null : facetsOf(engine, query, request.facets ?? noFacets, parsed, groups),
  ])
  const isTop = (hit: Hit) => answer !== null && hit.kind === 'answer' && hit.id === answer.groupId
  return {
    ...empty,
    answer: hydrated.find(isTop) ?? null,
    hits: hydrated.filter((hit) => !isTop(hit)),
    nearest: ordered.groups.slice(0, tellingMax).flatMap((group) => (group.groupKind === 'thread' ? [group.groupId] : [])),
    total: groups.length,
    more: found.more,
    hasNext: wanted.hasNext,
    facets,
    engine: found.by ?? engine.name,
    reduced: found.by !== undefined,
    mended: understood.mendedTerms.every((term) => standsIn(found.candidates, term)) ? understood.mended : null,
  }
}

// A word that was mended towards what this reader may not see would tell of it.
function standsIn(candidates: Candidate[], term: string): boolean {
  return candidates.some(({ forward }) => holdsAny(forward, [hashOf(term)]))
}

/** The facets; where some are chosen, one more search without them counts what else could be. */
async function facetsOf(
  engine: SearchEngine,
  query: EngineQuery,
  chosen: ChosenFacets,
  parsed: ParsedQuery,
  groups: RankedGroup[],
): Promise<Facets> {
  const narrowed = await readFacets(groups)
  if (Object.values(chosen).every((values) => values.length === 0)) return narrowed
  const { filters } = await resolveFilters(query.viewer, parsed, noFacets)
  const { candidates } = await engine.find({ ...query, filters })
  const { groups: all } = await order({ ...query, filters }, candidates, wordsAlone, phraseFilter(parsed))
  return mergeFacets(narrowed, await readFacets(all), chosen)
}

/** Posts best first with their scores, without grouping or visibility of a page: for `cairn evaluate`, which has patience. */
export async function rankedGroups(engine: SearchEngine, viewer: Viewer, text: string): Promise<RankedGroup[]> {
  const parsed = { ...parseQuery(''), words: text }
  const [corpus, { concepts }] = await Promise.all([readCorpus(), understand(parsed, { typing: false, asWritten: false })])
  const { filters } = await resolveFilters(viewer, parsed, noFacets)
  const query = { viewer, corpus, concepts, excludedTerms: [], filters }
  const { found, ...joined } = await findWithMeaning(query, () => engine.find(query), meaningOfQuery(parsed, concepts, evaluatePatienceMs))
  return (await order(query, found.candidates, joined, () => true)).groups
}

// The words as they were written, not mended: a model knows more spellings than a vocabulary.
function meaningOfQuery(parsed: ParsedQuery, concepts: Concept[], patience?: number): Promise<QueryMeaning | null> | null {
  const text = [parsed.words, ...parsed.phrases].filter(Boolean).join(' ')
  return concepts.length < meaningConceptsMin ? null : meaningOf(text, '', patience)
}

const wordsAlone = { meaning: null, near: nothingNear }

/** Groups best first, by words and, where it is known, by meaning. */
async function order(
  query: EngineQuery,
  found: Candidate[],
  { meaning, near }: { meaning: QueryMeaning | null; near: Near },
  passes: (candidate: Candidate) => boolean,
): Promise<{ groups: RankedGroup[]; similarities: Map<string, Similarity> }> {
  const { concepts, corpus } = query
  if (concepts.length === 0) return { groups: rankGroups(found.filter(passes), () => 1), similarities: new Map() }
  const { candidates, similarities, worth } = await joinMeaning(found, near, meaning, {
    score: wordsOf(concepts, corpus),
    spread: spreadOf(concepts, corpus, 'question'),
    gainMax: (candidates) => gainMaxOf(concepts, corpus, candidates),
  })
  const groups = rankGroups(candidates.filter(passes), worth)
  for (const { posts } of groups) for (const post of posts) post.part = similarities.get(post.candidate.postId)?.part
  return { groups, similarities }
}

/**
 * What a post is worth by words. A way of asking is so short that one stray word of a long question would put it above posts that
 * say it all: it is worth as much of its score as it holds of the question.
 */
function wordsOf(concepts: Concept[], corpus: Corpus): (candidate: Candidate) => number {
  const score = scorer({ concepts, corpus })
  const shareHeld = shareHeldOf(concepts, corpus)
  return (candidate) => score(candidate.forward) * (isWayOfAsking(candidate) ? shareHeld([candidate.forward]) : 1)
}

function excludedTermsOf(parsed: ParsedQuery): string[] {
  return parsed.excluded.flatMap((text) => {
    const tokens = analyse(text)
    // Of an identifier the whole is meant, not its parts.
    return (tokens.filter((token) => token.together).length > 0 ? tokens.filter((token) => token.together) : tokens).map(
      (token) => token.term,
    )
  })
}

function phraseFilter(parsed: ParsedQuery): (candidate: Candidate) => boolean {
  const phrases = parsed.phrases
    .map((phrase) =>
      analyse(phrase)
        .filter((token) => !token.together)
        .map((token) => token.term),
    )
    .filter((terms) => terms.length > 0)
  return ({ forward }) => phrases.every((terms) => hasPhrase(forward, terms))
}

function answerFirst(
  groups: RankedGroup[],
  concepts: Concept[],
  corpus: Corpus,
  similarities: Map<string, Similarity>,
): { answer: RankedGroup | null; rest: RankedGroup[] } {
  const best = groups[0]?.score ?? 0
  const shareHeld = shareHeldOf(concepts, corpus)
  const holds = ({ posts }: RankedGroup) => shareHeld(posts.map(({ candidate }) => candidate.forward))
  const answer = groups.find(
    (group) =>
      group.groupKind === 'answer' &&
      group.score >= best * answerScoreShare &&
      (holds(group) >= answerCoverageMin || nearnessOf(group, similarities) >= answerNearnessMin),
  )
  if (!answer) return { answer: null, rest: groups }
  return { answer, rest: groups.filter((group) => group !== answer) }
}

/** Of the first of these groups those that hold enough of the question, or are near it. */
function telling(
  groups: RankedGroup[],
  concepts: Concept[],
  corpus: Corpus,
  similarities: Map<string, Similarity>,
  heldMin: number,
): RankedGroup[] {
  const shareHeld = shareHeldOf(concepts, corpus)
  return groups
    .slice(0, tellingMax)
    .filter(
      (group) =>
        shareHeld(group.posts.map(({ candidate }) => candidate.forward)) >= heldMin || nearnessOf(group, similarities) >= nearnessAloneMin,
    )
}

function nearnessOf(group: RankedGroup, similarities: Map<string, Similarity>): number {
  return Math.max(0, ...group.posts.map(({ candidate }) => similarities.get(candidate.postId)?.nearness ?? 0))
}

/** Groups that are looked through for a phrase in orders other than relevance. */
const listedForPhrase = 1_000

async function pageOf(
  engine: SearchEngine,
  query: EngineQuery,
  sort: SearchSort,
  ranked: RankedGroup[],
  page: number,
  pageSize: number,
  hasPhrase: boolean,
): Promise<{ groups: RankedGroup[]; hasNext: boolean }> {
  const from = (page - 1) * pageSize
  if (sort === 'relevance') {
    return { groups: ranked.slice(from, from + pageSize), hasNext: ranked.length > from + pageSize }
  }
  const known = new Map(ranked.map((group) => [`${group.groupKind}/${group.groupId}`, group]))
  const listed = await engine.list(query, sort, hasPhrase ? listedForPhrase : from + pageSize + 1)
  // An engine lists by words; whether they stand side by side is known of what was ranked.
  const rows = hasPhrase ? listed.filter((row) => known.has(`${row.groupKind}/${row.groupId}`)) : listed
  const groups = rows
    .slice(from, from + pageSize)
    .map((row) => known.get(`${row.groupKind}/${row.groupId}`) ?? { groupKind: row.groupKind, groupId: row.groupId, score: 0, posts: [] })
  return { groups, hasNext: rows.length > from + pageSize }
}
