// What other parts may use of search.
export { analyse, type Token } from './analysis/analyser'
export { type AnalysisState, analysisDone, analysisVersion, beginAnalysis, readAnalysis } from './analysis/analysis-state'
export { isCommonWord } from './analysis/common-words'
export { measureEngine, searchEngine, searchHealth } from './engines/choose-engine'
export { meilisearchEngine } from './engines/meilisearch'
export { dropIndex, hasMeilisearch, requireMeilisearch } from './engines/meilisearch/client'
export { startIndexSync } from './engines/meilisearch/index-sync'
export { type DeadLetter, readDeadLetters, readOutbox, reviveDeadLetters } from './engines/meilisearch/outbox'
export { rebuildIndex } from './engines/meilisearch/rebuild'
export { reconcile } from './engines/meilisearch/reconcile'
export { makeSearchKey, untilHealthy } from './engines/meilisearch/search-key'
export { type MirrorState, readMirror } from './engines/meilisearch/state'
export type { Candidate, EngineQuery, SearchEngine } from './engines/port'
export { addGolden, checkGolden, readGolden } from './golden'
export { logClick, logSearch, oftenSearched } from './log'
export { rankedGroups, search } from './pipeline'
export { type AnalysedDocument, analyseDocument, type SearchDocument } from './posts/document'
export { changeOf, changeRow, foldFrequencies, insertChange } from './posts/frequencies'
export { holdsTermsOf, lossesOf, postKey, readLosses, type StoredPost } from './posts/stored-post'
export { forgetCorpus, readCorpus, readTermPosts } from './posts/vocabulary'
export { documentColumns, replaceDocuments, upsertDocuments } from './posts/write-posts'
export { type ChosenFacets, noFacets } from './query/filters'

export { queryHelp } from './query/operators'
export { parseQuery } from './query/parse'
export type { Corpus, QueryTerm } from './query/query-term'
export { idfOf, scorer } from './ranking/bm25'
export { expectedScoreStdDev, fuseScores } from './ranking/fusion'
export { noneNear, readOpenings, rerankHybrid, retrieveHybrid } from './ranking/hybrid'
export type { Reading, SearchRequest, SearchResult, SearchSort } from './request'
export type { Facets } from './results/facets'
export type { Hit, Passage } from './results/hydrate'
export { chunksOf } from './semantic/chunks'
export {
  type Cluster,
  clusterOf,
  defaultCluster,
  forgetClusters,
  latestClusters,
  nearestCentre,
  probeClusters,
  readClusters,
} from './semantic/clusters'
export { type Embedder, normalised } from './semantic/embedder'
export { clusterIfDue } from './semantic/indexer/cluster-vectors'
export { embedPosts } from './semantic/indexer/embed-posts'
export { embedAll, startEmbedder } from './semantic/indexer/start-embedder'
export { fetchModel } from './semantic/models/local/fetch-model'
export { modelSetting, openEmbedder } from './semantic/models/open-embedder'
export {
  hasEmbeddings,
  readEmbedderState,
  readModels,
  readServingModel,
  registerModel,
  removeOthers,
  reviveDue,
  type StoredModel,
  writeEmbedderFault,
} from './semantic/models/stored-models'
export { ensureNearIndex } from './semantic/near-index'
export { dequantize, dot, quantizeInt8 } from './semantic/quantize'
export { embedQuery, forgetQueryEmbedder, type QueryEmbedding, queryEmbedderFault, warmQueryEmbedder } from './semantic/query-embedding'
export { forgetBackground, similaritiesTo } from './semantic/similarity'
export { storedEmbedding, storedEmbeddings } from './semantic/stored-embeddings'
export { type ChunkVector, readDigests, readVectors, titleChunk, writeVectors } from './semantic/vectors'
export { nearestSections } from './similar/nearest-sections'
export { type SimilarMatch, type SimilarSource, similar } from './similar/similar'
