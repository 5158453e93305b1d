import type { Viewer } from '../identity/viewer'
import type { EngineQuery, Found, SearchEngine } from './engines/port'
import { readCorpus } from './posts/vocabulary'
import { type AnalysedQuery, analyseQuery } from './query/analyse-query'
import { excludedOf } from './query/excluded'
import { type ChosenFacets, resolveFilters } from './query/filters'
import type { ParsedQuery } from './query/parsed-query'
import type { Corpus, QueryTerm } from './query/query-term'
import { type Nearest, retrieveHybrid } from './ranking/hybrid'
import { embedQuery, type QueryEmbedding } from './semantic'

/** What was found for a query, before it is ranked. */
export type Retrieved = {
  parsed: ParsedQuery
  query: EngineQuery
  queryTerms: QueryTerm[]
  corpus: Corpus
  analysed: AnalysedQuery
  found: Found
  near: Nearest
  embedding: QueryEmbedding | null
}

export type RetrieveOptions = {
  facets: ChosenFacets
  typing: boolean
  asWritten: boolean
  /** Whether posts may be found by what they mean. */
  semantic: boolean
  /** Told what could not be understood. */
  notice: (notices: string[]) => void
}

/** One word is looked up, not understood. */
const semanticTermsMin = 2

/** Finds what a query may mean, by keywords and by embedding at once; null where it can find nothing at all. */
export async function retrieve(
  engine: SearchEngine,
  viewer: Viewer,
  parsed: ParsedQuery,
  options: RetrieveOptions,
): Promise<Retrieved | null> {
  const { filters, impossible, notices } = await resolveFilters(viewer, parsed, options.facets)
  options.notice(notices)
  if (impossible) return null
  const [corpus, analysed] = await Promise.all([readCorpus(), analyseQuery(parsed, options)])
  const { queryTerms } = analysed
  // Words were given and none of them is a word: "???" finds nothing rather than everything.
  if (queryTerms.length === 0 && (parsed.words.trim() || parsed.phrases.length > 0)) return null
  const query: EngineQuery = { viewer, corpus, queryTerms, excludedTerms: excludedOf(parsed.excluded).terms, filters }
  const embedding = options.semantic ? queryEmbeddingFor(parsed, queryTerms) : null
  return { parsed, query, queryTerms, corpus, analysed, ...(await retrieveHybrid(query, () => engine.find(query), embedding)) }
}

/** The words as they were written, not corrected: a model knows more spellings than a vocabulary. */
export function queryEmbeddingFor(parsed: ParsedQuery, queryTerms: QueryTerm[], patience?: number): Promise<QueryEmbedding | null> | null {
  const text = [parsed.words, ...parsed.phrases].filter(Boolean).join(' ')
  return queryTerms.length < semanticTermsMin ? null : embedQuery(text, '', patience)
}
