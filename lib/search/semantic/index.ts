// What other parts may use of meaning.

export { partsOf } from './chunks'
export { type Cell, cellOf, forgetCells, latestCells, nearestOf, probedCells, readCells, wholeCell } from './clusters'
export { type Embedder, normalised, type Purpose } from './embedder'
export { modelSetting, openEmbedder } from './models/open-embedder'
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
} from './models/stored-models'
export { ensureNearIndex, forgetNearIndex } from './near-index'
export { nearestPosts } from './nearest'
export { dot, fromCode, toBits, toCode } from './quantize'
export { forgetMeaning, meaningFault, meaningOf, type QueryMeaning, warmMeaning } from './query-embedding'
export { exactSimilarities, forgetBackground, type Parts, roughSimilarities, type Similarity, similaritiesTo } from './similarity'
export { storedMeaning, storedMeanings } from './stored-embeddings'
export { type PartVector, readDigests, readVectors, titlePart, writeVectors } from './vectors'
