export { type Cluster, type ClusterOptions, startCluster } from './cluster'
export { guardScratchFolder } from './guard'
