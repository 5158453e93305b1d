import type { Viewer } from '../identity/viewer'
import type { EngineQuery, Filters, SearchEngine } from './engines/port'
import type { AnalysedQuery } from './query/analyse-query'
import type { ParsedQuery } from './query/parsed-query'
import type { ExactPhrase } from './ranking/exact-phrase'
import type { RankedGroup, ScoredPost } from './ranking/grouping'
import type { HybridResult } from './ranking/hybrid'
import type { Reading, SearchRequest } from './request'
import type { Similarity } from './semantic'

// What a search is between the steps of pipeline.ts: each step adds its own to what the one before knew.

/** A request taken apart. */
export type ParsedSearch = {
  engine: SearchEngine
  viewer: Viewer
  request: SearchRequest
  parsed: ParsedQuery
  /** Milliseconds that an embedding of the query is waited for; a page's patience where it is left out. */
  patience?: number
}

/** With the ids of what the operators and facets name. */
export type ResolvedSearch = ParsedSearch & { filters: Filters }

/** With the terms of the words, and what the engine is asked. */
export type AnalysedSearch = ResolvedSearch & { analysed: AnalysedQuery; query: EngineQuery; phrase: ExactPhrase | null }

/** With the posts that keywords and the query's embedding found. */
export type RetrievedSearch = AnalysedSearch & HybridResult

/** With what each post is worth. */
export type RankedSearch = RetrievedSearch & { posts: ScoredPost[]; similarities: Map<string, Similarity> }

/** With the posts gathered by thread or answer, the best first: all of them, and those that are shown, without the answer on top. */
export type GroupedSearch = RankedSearch & { all: RankedGroup[]; shown: RankedGroup[]; answer: RankedGroup | null; rest: RankedGroup[] }

/** With the groups of the page asked for. */
export type PagedSearch = GroupedSearch & { page: { number: number; groups: RankedGroup[]; hasNext: boolean } }

/** What was found for a parsed search, with sentences about what could not be understood; null where nothing can be found. */
export type Findings = { notices: string[]; retrieved: RetrievedSearch | null }

/** The same, and how words after a minus were read. */
export type Outcome = Findings & { reading: Reading }
