import type { Viewer } from '../identity/viewer'
import type { Found, SearchEngine } from './engines/port'
import { readCorpus } from './posts/vocabulary'
import { addContext } from './query/add-context'
import { analyseQuery } from './query/analyse-query'
import { excludedOf } from './query/excluded'
import { noFacets, resolveFilters } from './query/filters'
import { chooseReading } from './query/minus-reading'
import { isEmptyQuery, parseQuery } from './query/parse'
import { answerFirst, dropWeakMatches } from './ranking/answer-first'
import { exactPhraseOf } from './ranking/exact-phrase'
import { groupPosts, type RankedGroup } from './ranking/grouping'
import { retrieveHybrid } from './ranking/hybrid'
import { rank } from './ranking/rank'
import type { SearchRequest, SearchResult } from './request'
import { page, sortOf } from './results/page'
import { emptyResult, hydrateResult } from './results/result'
import { embedQuery } from './semantic'
import type { AnalysedSearch, Findings, GroupedSearch, ParsedSearch, RankedSearch, ResolvedSearch, RetrievedSearch } from './stages'

/** One word is looked up: what else it could mean is a guess. */
const semanticTermsMin = 2
const evaluatePatienceMs = 10_000

/**
 * Searches: parse → resolve filters → analyse → retrieve → rank → group → page → hydrate. Every result passed the viewer's
 * visibility twice, in the engine and in hydrate; an empty or hopeless query gives an empty result.
 */
export async function search(engine: SearchEngine, viewer: Viewer, request: SearchRequest): Promise<SearchResult> {
  const asked = parse({ engine, viewer, request })
  const outcome = await chooseReading(asked, find)
  const empty = emptyResult(asked, outcome)
  if (!outcome.retrieved) return empty
  const ranked = await rank(outcome.retrieved)
  const paged = await page(group(ranked))
  return { ...empty, ...(await hydrateResult(paged)) }
}

/** Groups best first with their scores, without a page: for `cairn evaluate`, which has patience. */
export async function rankedGroups(engine: SearchEngine, viewer: Viewer, text: string, context = ''): Promise<RankedGroup[]> {
  // The text of a labelled question is no query: quotes and colons in it are its own.
  const parsed = { ...parseQuery(''), words: text }
  const { resolved } = await resolve({ engine, viewer, request: { text, context }, parsed, patience: evaluatePatienceMs })
  return groupPosts((await rank(await retrieve(await analyse(resolved)))).posts)
}

function parse(search: Pick<ParsedSearch, 'engine' | 'viewer' | 'request'>): ParsedSearch {
  return { ...search, parsed: parseQuery(search.request.text) }
}

/** The steps from resolving filters to retrieving, which a query with words after a minus may take twice. */
async function find(asked: ParsedSearch): Promise<Findings> {
  const { notices, analysed } = await prepare(asked)
  return { notices, retrieved: analysed && (await retrieve(analysed)) }
}

/** The steps before anything is looked for; null where nothing can be found. */
export async function prepare(asked: ParsedSearch): Promise<{ notices: string[]; analysed: AnalysedSearch | null }> {
  if (isEmptyQuery(asked.parsed)) return { notices: [], analysed: null }
  const { resolved, impossible, notices } = await resolve(asked)
  if (impossible) return { notices, analysed: null }
  const analysed = await analyse(resolved)
  return { notices, analysed: isWithoutTerms(analysed) ? null : analysed }
}

async function resolve(search: ParsedSearch): Promise<{ resolved: ResolvedSearch; impossible: boolean; notices: string[] }> {
  const { filters, ...said } = await resolveFilters(search.viewer, search.parsed, search.request.facets ?? noFacets)
  return { resolved: { ...search, filters }, ...said }
}

async function analyse(search: ResolvedSearch): Promise<AnalysedSearch> {
  const { viewer, parsed, filters } = search
  const { typing = false, asWritten = false, context = '' } = search.request
  const [corpus, analysed] = await Promise.all([readCorpus(), analyseQuery(parsed, { typing, asWritten })])
  const queryTerms = context ? await addContext(analysed.queryTerms, context, corpus) : analysed.queryTerms
  const query = { viewer, corpus, queryTerms, excludedTerms: excludedOf(parsed.excluded).terms, filters }
  return { ...search, analysed, query, phrase: exactPhraseOf(parsed, analysed.queryTerms, corpus) }
}

/** Words were given and none of them is a word: "???" finds nothing rather than everything. */
function isWithoutTerms({ parsed, query }: AnalysedSearch): boolean {
  return query.queryTerms.length === 0 && (parsed.words.trim() !== '' || parsed.phrases.length > 0)
}

async function retrieve(search: AnalysedSearch): Promise<RetrievedSearch> {
  const { parsed, query, request, patience } = search
  const isSemantic = (request.sort ?? 'relevance') === 'relevance' && query.queryTerms.length >= semanticTermsMin
  // The words as they were written, not corrected: a model knows more spellings than a vocabulary.
  const text = [parsed.words, ...parsed.phrases].filter(Boolean).join(' ')
  const embedding = isSemantic ? embedQuery(text, request.context ?? '', patience) : null
  return { ...search, ...(await retrieveHybrid(query, () => findAll(search), embedding)) }
}

/** With a context its words alone are not looked for: rare ones among them would leave no room for what the query finds by itself. */
async function findAll({ engine, query, analysed, request }: AnalysedSearch): Promise<Found> {
  if (!request.context) return engine.find(query)
  const [own, all] = await Promise.all([engine.find({ ...query, queryTerms: analysed.queryTerms }), engine.find(query)])
  const known = new Set(own.candidates.map(({ postId }) => postId))
  const more = all.candidates.filter(({ postId }) => !known.has(postId))
  return { candidates: [...own.candidates, ...more], more: own.more || all.more, by: own.by ?? all.by }
}

function group(search: RankedSearch): GroupedSearch {
  const all = groupPosts(search.posts)
  const shown = dropWeakMatches(search, all)
  const { answer, rest } = sortOf(search) === 'relevance' ? answerFirst(search, shown) : { answer: null, rest: shown }
  return { ...search, all, shown, answer, rest }
}
