// What other parts may use of meaning.
export { type Cell, cellOf, forgetCells, latestCells, nearestOf, probedCells, readCells, wholeCell } from './cells'
export { type Embedder, normalised, type Purpose } from './embedder'
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
} from './models'
export { ensureNearIndex, forgetNearIndex } from './near-index'
export { nearestPosts } from './nearest'
export { modelSetting, openEmbedder } from './open-embedder'
export { partsOf } from './parts'
export { forgetMeaning, meaningFault, meaningOf, type QueryMeaning, warmMeaning } from './query-meaning'
export { exactSimilarities, forgetBackground, type Parts, roughSimilarities, type Similarity, similaritiesTo } from './similarity'
export { storedMeaning, storedMeanings } from './stored-meaning'
export { dot, fromCode, toBits, toCode } from './vector'
export { type PartVector, readDigests, readVectors, titlePart, writeVectors } from './vectors'
