// What other parts may use of search.
export { analyse, type Token } from './analyser'
export { type AnalysisState, analysisDone, analysisVersion, beginAnalysis, readAnalysis } from './analysis-state'
export { measureEngine, searchEngine, searchStanding } from './choose-engine'
export { isCommonWord } from './common-words'
export type { Concept, Corpus } from './concept'
export { type AnalysedDocument, analyseDocument, type PostText, type SearchDocument } from './document'
export type { Candidate, EngineQuery, SearchEngine } from './engine'
export type { Facets } from './facets'
export { type ChosenFacets, noFacets } from './filters'
export { changeOf, changeRow, foldFrequencies, insertChange } from './frequencies'
export { addGolden, checkGolden, readGolden } from './golden'
export type { Hit, Passage } from './hydrate'
export { logClick, logSearch, oftenSearched } from './log'
export { findWithMeaning, joinMeaning, nothingNear, readPostsOf } from './meaning/add-meaning'
export { spreadOf, weighed } from './meaning/weigh'
export { meilisearchEngine } from './meilisearch'
export { dropIndex, hasMeilisearch, requireMeilisearch } from './meilisearch/client'
export { keepMirror } from './meilisearch/mirror'
export { type DeadLetter, readDeadLetters, readOutbox, reviveDeadLetters } from './meilisearch/outbox'
export { rebuildIndex } from './meilisearch/rebuild'
export { reconcile } from './meilisearch/reconcile'
export { makeSearchKey, untilHealthy } from './meilisearch/search-key'
export { type MirrorState, readMirror } from './meilisearch/state'
export { parseQuery } from './query'
export { idfOf, scorer } from './ranker'
export type { Reading } from './reading'
export type { SearchRequest, SearchResult, SearchSort } from './request'
export { rankedGroups, search } from './search'
export { type Cell, cellOf, forgetCells, latestCells, nearestOf, probedCells, readCells, wholeCell } from './semantic/cells'
export { type Embedder, normalised } from './semantic/embedder'
export { fetchModel } from './semantic/local/fetch-model'
export {
  hasMeaning,
  readMeaningState,
  readModels,
  readServingModel,
  registerModel,
  removeOthers,
  reviveDue,
  type StoredModel,
  writeMeaningFault,
} from './semantic/models'
export { ensureNearIndex } from './semantic/near-index'
export { modelSetting, openEmbedder } from './semantic/open-embedder'
export { partsOf } from './semantic/parts'
export { forgetMeaning, meaningFault, meaningOf, type QueryMeaning, warmMeaning } from './semantic/query-meaning'
export { forgetBackground, similaritiesTo } from './semantic/similarity'
export { storedMeaning, storedMeanings } from './semantic/stored-meaning'
export { dot, fromCode, toCode } from './semantic/vector'
export { type PartVector, readDigests, readVectors, titlePart, writeVectors } from './semantic/vectors'
export { documentColumns, replaceDocuments, textColumns, upsertDocuments, upsertTexts } from './store'
export { holdsTermsOf, lossesOf, postKey, readLosses, type StoredPost } from './stored-post'
export { forgetCorpus, readCorpus, readTermPosts } from './vocabulary'
