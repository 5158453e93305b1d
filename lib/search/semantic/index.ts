// What other rooms may use of semantic search.

export { chunksOf } from './chunks'
export {
  type Cluster,
  clusterOf,
  defaultCluster,
  forgetClusters,
  latestClusters,
  nearestCentre,
  probeClusters,
  readClusters,
} from './clusters'
export { type Embedder, normalised, type Purpose } from './embedder'
export { modelSetting, openEmbedder } from './models/open-embedder'
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
} from './models/stored-models'
export { ensureNearIndex, forgetNearIndex } from './near-index'
export { nearestPosts } from './nearest'
export { dequantize, dot, quantizeBinary, quantizeInt8 } from './quantize'
export { embedQuery, forgetQueryEmbedder, type QueryEmbedding, queryEmbedderFault, warmQueryEmbedder, withKey } from './query-embedding'
export { exactSimilarities, forgetBackground, roughSimilarities, type Similarity, similaritiesTo } from './similarity'
export { storedEmbedding, storedEmbeddings } from './stored-embeddings'
export { type Chunks, type ChunkVector, readDigests, readVectors, readVectorsOfThread, titleChunk, writeVectors } from './vectors'
