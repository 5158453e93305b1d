import type { SearchEngine } from '../engine'
import { indexName } from './client'
import { find } from './find'
import { list } from './list'

/** Search by Meilisearch in one of its indexes: the one that serves unless another is named. Fails when the server does. */
export function meilisearchEngine(indexUid = indexName()): SearchEngine {
  return {
    name: 'meilisearch',
    find: (query) => find(query, indexUid),
    list: (query, sort, count) => list(query, sort, count, indexUid),
  }
}
