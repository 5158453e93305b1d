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
export { askForComparison, askForRebuild, type MirrorState, readMirror } from './engines/meilisearch/state'
export type { SearchEngine } from './engines/port'
export { checkGolden, findsHit, firstHits, writeChecks } from './golden/check'
export { forgetDueGolden, readDueGolden } from './golden/due'
export { readGoldenFile } from './golden/read-file'
export { allGolden, type GoldenQuery, goldenById, listGolden, readGolden, type StoredGolden } from './golden/stored'
export { addGolden, changeGolden, deleteGolden, goldenHit, goldenLengthMax, goldenWords } from './golden/write-golden'
// What was searched for.
export { doneWithQuery, readChangedQueries, readQueries, type SearchedQuery } from './log/changed-queries'
export { continueCounting } from './log/count-searches'
export { searchesInVain } from './log/in-vain'
export { type LedQueries, readLedQueries } from './log/led-queries'
export { forgetClicksOn, logClick, logSearch, removeOldSearches } from './log/log-search'
export { maskPrivate } from './log/mask'
export { distinctiveTerms } from './log/outcomes'
export { removeOldFigures } from './log/refresh-totals'
export { countedDays, countRareFailing, oftenSearched, rareCountedMax, readShownQueries } from './log/shown'
export { closeness, type Signature, signaturesOf } from './log/signature'
export { type MatchedPosts, matchPosts } from './matching'
export { search } from './pipeline'
// Writing posts, reading them, and making the index again.
export { type AnalysisState, analysisVersion, beginAnalysis, finishAnalysis, readAnalysis } from './posts/analysis-state'
export { type AnalysedDocument, analyseDocument, type PostText, type SearchDocument } from './posts/document'
export { foldFrequencies } from './posts/frequencies'
export { postKey } from './posts/post-key'
export { countPosts } from './posts/read-posts'
export { type IndexedPost, reanalyseBatch } from './posts/reanalyse-batch'
export { rebuildPosts } from './posts/rebuild-posts'
export { replaceDocuments, writeDocuments } from './posts/write-posts'
export { asQuestion } from './query/as-question'
export { facetWords } from './query/facet-words'
export { type ChosenFacets, noFacets } from './query/filters'
export { queryHelp } from './query/operators'
export type { Facets, Reading, SearchRequest, SearchResult, SearchSort } from './request'
export type { Segment } from './results/highlight'
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
export { embedAgain, forgetVectors } from './semantic/vectors'
// What is similar to a text.
export { type AnswerFit, answerFits } from './similar/answer-fit'
export { nearestSections } from './similar/nearest-sections'
export { similaritiesToOpening } from './similar/post-similarity'
export { sharedPassages } from './similar/shared-passages'
export { type SimilarMatch, type SimilarSource, similar } from './similar/similar'
// Words that count as others.
export {
  countSynonyms,
  deleteSynonym,
  forgetSynonyms,
  listSynonyms,
  type SearchSynonym,
  synonymsMax,
  writeSynonym,
} from './synonyms/synonyms'
