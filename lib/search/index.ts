// What other rooms may use of search. `measuring.ts` is the door for what measures it.

// Searching.
export { searchEngine, searchHealth } from './engines/choose-engine'
// The index of Meilisearch.
export { hasMeilisearch, requireMeilisearch } from './engines/meilisearch/client'
export { startIndexSync } from './engines/meilisearch/index-sync'
export { type DeadLetter, readDeadLetters, readOutbox, reviveDeadLetters } from './engines/meilisearch/outbox'
export { rebuildIndex } from './engines/meilisearch/rebuild'
export { reconcile } from './engines/meilisearch/reconcile'
export { makeSearchKey, untilHealthy } from './engines/meilisearch/search-key'
export { type MirrorState, readMirror } from './engines/meilisearch/state'
export type { SearchEngine } from './engines/port'
export { addGolden, checkGolden, readGolden } from './golden'
export { logClick, logSearch, oftenSearched } from './log'
export { search } from './pipeline'
// Writing posts in bulk, for imports and for making the index again.
export { type AnalysisState, analysisDone, analysisVersion, beginAnalysis, readAnalysis } from './posts/analysis-state'
export type { SearchDocument } from './posts/document'
export { type AnalysedDocument, analyseDocument, type PostText } from './posts/document'
// Writing posts.
export { changeOf, changeRow, foldFrequencies, insertChange } from './posts/frequencies'
export { postKinds } from './posts/kinds'
export { holdsTermsOf, lossesOf, postKey, readLosses, type StoredPost } from './posts/stored-post'
export { documentColumns, replaceDocuments, textColumns, upsertDocuments, upsertTexts } from './posts/write-posts'
export { type ChosenFacets, noFacets } from './query/filters'
export { queryHelp } from './query/operators'
export type { Facets, Reading, SearchRequest, SearchResult, SearchSort } from './request'
export type { Hit, Passage } from './results/hydrate'
// Embedding models and vectors.
export { embedAll, startEmbedder } from './semantic/indexer/start-embedder'
export { fetchModel } from './semantic/models/local/fetch-model'
export { modelSetting, openEmbedder } from './semantic/models/open-embedder'
export {
  hasEmbeddings,
  readEmbedderState,
  readModels,
  readServingModel,
  reviveDue,
  type StoredModel,
} from './semantic/models/stored-models'
export { queryEmbedderFault, warmQueryEmbedder } from './semantic/query-embedding'
export { storedEmbedding } from './semantic/stored-embeddings'
// What is similar to a text.
export { nearestSections } from './similar/nearest-sections'
export { cosineTo } from './similar/post-similarity'
export { type SimilarMatch, type SimilarSource, similar } from './similar/similar'
