import type { Viewer } from '../identity/viewer'
import type { EngineQuery, Found, SearchEngine } from './engines/port'
import { readCorpus } from './posts/vocabulary'
import { type Understood, understand } from './query/analyse-query'
import { excludedOf } from './query/excluded'
import { type ChosenFacets, resolveFilters } from './query/filters'
import type { ParsedQuery } from './query/parse'
import type { Concept, Corpus } from './query/query-term'
import { findWithMeaning, type Near } from './ranking/hybrid'
import { embedQuery, type QueryEmbedding } from './semantic'

/** What was found for a query, before it is ranked. */
export type Retrieved = {
  parsed: ParsedQuery
  query: EngineQuery
  concepts: Concept[]
  corpus: Corpus
  understood: Understood
  found: Found
  near: Near
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
const meaningConceptsMin = 2

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
  const [corpus, understood] = await Promise.all([readCorpus(), understand(parsed, options)])
  const { concepts } = understood
  // Words were given and none of them is a word: "???" finds nothing rather than everything.
  if (concepts.length === 0 && (parsed.words.trim() || parsed.phrases.length > 0)) return null
  const query: EngineQuery = { viewer, corpus, concepts, excludedTerms: excludedOf(parsed.excluded).terms, filters }
  const embedding = options.semantic ? queryEmbeddingFor(parsed, concepts) : null
  return { parsed, query, concepts, corpus, understood, ...(await findWithMeaning(query, () => engine.find(query), embedding)) }
}

/** The words as they were written, not mended: a model knows more spellings than a vocabulary. */
export function queryEmbeddingFor(parsed: ParsedQuery, concepts: Concept[], patience?: number): Promise<QueryEmbedding | null> | null {
  const text = [parsed.words, ...parsed.phrases].filter(Boolean).join(' ')
  return concepts.length < meaningConceptsMin ? null : embedQuery(text, '', patience)
}
