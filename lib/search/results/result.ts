import type { Candidate } from '../engines/port'
import { hashOf, holdsAny } from '../posts/forward-index'
import { readAs } from '../query/minus-reading'
import { isEmptyQuery } from '../query/parse'
import { topGroupsMax } from '../ranking/answer-first'
import type { SearchResult } from '../request'
import type { Outcome, PagedSearch, ParsedSearch } from '../stages'
import { facetsOf } from './facets'
import { markedTerms } from './highlight'
import { type Hit, hydrate } from './hydrate'

/** What of a result comes from what was found; the rest is said of the query. */
type Hydrated = Omit<SearchResult, 'minus' | 'phrases' | 'excluded' | 'operators' | 'withoutOperators' | 'notices'>

/** The result of a search that can find nothing. */
export function emptyResult({ engine, parsed, request }: ParsedSearch, { reading, notices }: Outcome): SearchResult {
  return {
    answer: null,
    hits: [],
    nearest: [],
    total: 0,
    more: false,
    page: Math.max(1, request.page ?? 1),
    hasNext: false,
    facets: null,
    corrected: null,
    minus: parsed.minusWords.length > 0 ? { reading, words: parsed.minusWords, hasOther: !isEmptyQuery(parsed) } : null,
    phrases: parsed.phrases,
    excluded: readAs(parsed, reading).excluded,
    operators: parsed.operators,
    withoutOperators: parsed.withoutOperators,
    notices: [...parsed.notices, ...notices],
    engine: engine.name,
    reduced: false,
  }
}

/** What a page shows of a search. Reads the groups of the page from the tables, which checks visibility once more, and the facets. */
export async function hydrateResult(search: PagedSearch): Promise<Hydrated> {
  const { viewer, request, query, found, answer, page, engine, analysed } = search
  const [hydrated, facets] = await Promise.all([
    hydrate(viewer, [...(answer && page.number === 1 ? [answer] : []), ...page.groups], markedTerms(query.queryTerms, query.corpus)),
    request.withFacets === false ? null : facetsOf(search),
  ])
  const isTop = (hit: Hit) => answer !== null && hit.kind === 'answer' && hit.id === answer.groupId
  return {
    answer: hydrated.find(isTop) ?? null,
    hits: hydrated.filter((hit) => !isTop(hit)),
    nearest: search.all.slice(0, topGroupsMax).flatMap((group) => (group.groupKind === 'thread' ? [group.groupId] : [])),
    total: search.shown.length,
    more: found.more,
    page: page.number,
    hasNext: page.hasNext,
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
