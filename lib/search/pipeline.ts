import type { Viewer } from '../identity/viewer'
import type { Candidate, EngineQuery, SearchEngine } from './engines/port'
import { hashOf, holdsAny } from './posts/forward-index'
import { readCorpus } from './posts/vocabulary'
import { analyseQuery } from './query/analyse-query'
import { type ChosenFacets, noFacets, resolveFilters } from './query/filters'
import { readAs, retrieveAsMeant } from './query/minus-reading'
import { isEmptyQuery, parseQuery } from './query/parse'
import type { ParsedQuery } from './query/parsed-query'
import { answerFirst, dropWeakMatches, topGroupsMax } from './ranking/answer-first'
import { exactPhraseOf } from './ranking/exact-phrase'
import type { RankedGroup } from './ranking/grouping'
import { noneNear, retrieveHybrid } from './ranking/hybrid'
import { asksForPhrases, order, phraseFilter } from './ranking/rank'
import type { SearchRequest, SearchResult, SearchSort } from './request'
import { type Facets, mergeFacets, readFacets } from './results/facets'
import { markedTerms } from './results/highlight'
import { type Hit, hydrate } from './results/hydrate'
import { pageOf } from './results/page-of'
import { queryEmbeddingFor, retrieve } from './retrieve'

export type { SearchRequest, SearchResult, SearchSort } from './request'

const evaluatePatienceMs = 10_000
const pageSizeDefault = 20

/** Searches. Every result passed the viewer's visibility twice; an empty or hopeless query gives an empty result. */
export async function search(engine: SearchEngine, viewer: Viewer, request: SearchRequest): Promise<SearchResult> {
  const asked = parseQuery(request.text)
  const page = Math.max(1, request.page ?? 1)
  const pageSize = request.pageSize ?? pageSizeDefault
  let notices: string[] = []
  const semantic = (request.sort ?? 'relevance') === 'relevance'
  const find = (parsed: ParsedQuery) =>
    isEmptyQuery(parsed)
      ? Promise.resolve(null)
      : retrieve(engine, viewer, parsed, {
          facets: request.facets ?? noFacets,
          typing: request.typing ?? false,
          asWritten: request.asWritten ?? false,
          semantic,
          notice: (heard) => {
            notices = heard
          },
        })
  const { retrieved, reading } =
    asked.minusWords.length > 0
      ? await retrieveAsMeant(engine, asked, request.reading, find)
      : { retrieved: await find(asked), reading: 'excluded' as const }
  const empty: SearchResult = {
    answer: null,
    hits: [],
    nearest: [],
    total: 0,
    more: false,
    page,
    hasNext: false,
    facets: null,
    corrected: null,
    minus: asked.minusWords.length > 0 ? { reading, words: asked.minusWords, hasOther: !isEmptyQuery(asked) } : null,
    phrases: asked.phrases,
    excluded: readAs(asked, reading).excluded,
    operators: asked.operators,
    withoutOperators: asked.withoutOperators,
    notices: [...asked.notices, ...notices],
    engine: engine.name,
    reduced: false,
  }
  if (!retrieved) return empty
  const { parsed, query, queryTerms, corpus, analysed, found } = retrieved
  const phrase = exactPhraseOf(parsed, queryTerms, corpus)
  const ordered = await order(query, found.candidates, retrieved, phraseFilter(parsed), phrase)
  const { termCoverageMin = 0 } = request
  const groups = termCoverageMin > 0 ? dropWeakMatches(ordered, queryTerms, corpus, termCoverageMin) : ordered.groups
  // Operators alone have no relevance: the latest activity comes first.
  const sort: SearchSort = queryTerms.length === 0 && semantic ? 'activity' : (request.sort ?? 'relevance')
  const { answer, rest } =
    sort !== 'relevance' ? { answer: null, rest: groups } : answerFirst({ ...ordered, groups }, queryTerms, corpus, phrase)
  const wanted = await pageOf(engine, query, sort, rest, page, pageSize, asksForPhrases(parsed))
  const [hydrated, facets] = await Promise.all([
    hydrate(viewer, [...(answer && page === 1 ? [answer] : []), ...wanted.groups], markedTerms(queryTerms, corpus)),
    request.withFacets === false ? null : facetsOf(engine, query, request.facets ?? noFacets, parsed, groups),
  ])
  const isTop = (hit: Hit) => answer !== null && hit.kind === 'answer' && hit.id === answer.groupId
  return {
    ...empty,
    answer: hydrated.find(isTop) ?? null,
    hits: hydrated.filter((hit) => !isTop(hit)),
    nearest: ordered.groups.slice(0, topGroupsMax).flatMap((group) => (group.groupKind === 'thread' ? [group.groupId] : [])),
    total: groups.length,
    more: found.more,
    hasNext: wanted.hasNext,
    facets,
    engine: found.by ?? engine.name,
    reduced: found.by !== undefined,
    corrected: analysed.correctedTerms.every((term) => standsIn(found.candidates, term)) ? analysed.corrected : null,
  }
}

// A word that was corrected towards what this reader may not see would tell of it.
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
  const { groups: all } = await order({ ...query, filters }, candidates, { embedding: null, near: noneNear }, phraseFilter(parsed), null)
  return mergeFacets(narrowed, await readFacets(all), chosen)
}

/** Posts best first with their scores, without grouping or visibility of a page: for `cairn evaluate`, which has patience. */
export async function rankedGroups(engine: SearchEngine, viewer: Viewer, text: string): Promise<RankedGroup[]> {
  const parsed = { ...parseQuery(''), words: text }
  const [corpus, { queryTerms }] = await Promise.all([readCorpus(), analyseQuery(parsed, { typing: false, asWritten: false })])
  const { filters } = await resolveFilters(viewer, parsed, noFacets)
  const query = { viewer, corpus, queryTerms, excludedTerms: [], filters }
  const { found, ...joined } = await retrieveHybrid(
    query,
    () => engine.find(query),
    queryEmbeddingFor(parsed, queryTerms, evaluatePatienceMs),
  )
  return (await order(query, found.candidates, joined, () => true, exactPhraseOf(parsed, queryTerms, corpus))).groups
}
