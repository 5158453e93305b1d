import type { Viewer } from '../../identity/viewer'
import type { PostKind } from '../posts/kinds'
import type { IsValue } from '../query/parsed-query'
import type { Corpus, QueryTerm } from '../query/query-term'

/** A thread or a canonical answer: what one result stands for. */
export type GroupKind = 'thread' | 'answer'

/** What a match may be limited to; ids are resolved, empty lists do not limit. */
export type Filters = {
  topicIds: number[]
  tagIds: number[]
  authorIds: number[]
  is: IsValue[]
  /** Lists of which one value each must hold: what several boxes of one facet say. */
  either?: IsValue[][]
  before: Date | null
  after: Date | null
}

/** What an engine is asked. */
export type EngineQuery = {
  viewer: Viewer
  corpus: Corpus
  queryTerms: QueryTerm[]
  /** Terms that the post must not have. */
  excludedTerms: string[]
  filters: Filters
  /** Openings of threads and posts of answers only. */
  openingsOnly?: boolean
}

/** A post that may answer the query. */
export type Candidate = {
  /** Of the row in search, for what else is known of it. */
  postId: string
  kind: PostKind
  groupKind: GroupKind
  groupId: number
  /** Its position in the thread or answer. */
  place: number
  replyId: number | null
  anchor: string
  forward: Buffer
}

/** What an engine found. */
export type Found = {
  candidates: Candidate[]
  more: boolean
  /** The engine that found them, where another stepped in. */
  by?: SearchEngine['name']
}

/** A group of an ordered list. */
export type Listed = { groupKind: GroupKind; groupId: number }

/** Orders other than relevance. */
export type EngineSort = 'activity' | 'views' | 'boosts'

/**
 * The port for search engines. An engine finds posts; what they are worth is the ranker's business.
 * Both functions return only what the viewer may see; hydration checks it once more.
 */
export interface SearchEngine {
  readonly name: 'postgres' | 'meilisearch'
  /**
   * Posts that probably hold the best answers, in no order, at most about two thousand; `more` says that there are others.
   * With no query terms, the newest posts that pass the filters.
   */
  find(query: EngineQuery): Promise<Found>
  /** Groups with a post that has every query term, in that order. Covers the whole match. */
  list(query: EngineQuery, sort: EngineSort, count: number): Promise<Listed[]>
}
