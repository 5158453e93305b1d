import type { EngineSort, SearchEngine } from './engines/port'
import type { ChosenFacets } from './query/filters'
import type { Hit } from './results/hydrate'

export type SearchSort = 'relevance' | EngineSort

/** How a word with a minus before it is meant: posts with it are left out, or it is an option of a command and searched like the rest. */
export type Reading = 'excluded' | 'typed'

/** Results of a page where a request says nothing else. */
export const pageSizeDefault = 20

/** What a search asks for. */
export type SearchRequest = {
  text: string
  /** Plain text around the words, such as the text of a question whose title they are: it adds evidence, and weighs less. */
  context?: string
  facets?: ChosenFacets
  sort?: SearchSort
  /** From 1. */
  page?: number
  pageSize?: number
  /** The last word is still being typed. */
  typing?: boolean
  /** Do not correct misspelt words. */
  asWritten?: boolean
  /** How a word with a minus before it is read; found out where it is left out. */
  reading?: Reading
  /** What holds less of the question than this share, 0 to 1, each word weighed by its rarity, and means something else is left out. */
  termCoverageMin?: number
  /** Facets cost a query; instant results do without. */
  withFacets?: boolean
}

/** How many of the results fall under each value, most first. */
export type Facets = {
  states: { value: 'covered' | 'answered' | 'unanswered'; count: number }[]
  kinds: { value: 'answer' | 'thread'; count: number }[]
  topics: { value: string; name: string; count: number }[]
  tags: { value: string; name: string; count: number }[]
}

/** What a search answers. */
export type SearchResult = {
  /** The canonical answer that is shown above all, on the first page. */
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
  /** The query as it was searched, if a word was corrected. */
  corrected: string | null
  /** How words with a minus were read, and which they are; null where there are none. */
  minus: { reading: Reading; words: string[]; hasOther: boolean } | null
  /** What a post must have word for word. */
  phrases: string[]
  /** What a post must not have, words after a minus that are read so among it. */
  excluded: string[]
  /** Operators as typed, and the query without them. */
  operators: string[]
  withoutOperators: string
  notices: string[]
  engine: SearchEngine['name']
  /** True if the engine could not be asked and PostgreSQL answered in its place. */
  reduced: boolean
}
