import type { SearchEngine } from '../port'
import { indexName, searching, writing } from './client'
import { find } from './find'
import { list } from './list'

/**
 * Search by Meilisearch in one of its indexes: the one that serves unless another is named. Fails when the server does, or is
 * slow to answer; `patient` waits for it as the worker does, where nobody else does.
 */
export function meilisearchEngine(indexUid = indexName(), patient = false): SearchEngine {
  const server = () => (patient ? writing() : searching())
  return {
    name: 'meilisearch',
    find: (query) => find(query, indexUid, server()),
    list: (query, sort, count) => list(query, sort, count, { indexUid, server: server() }),
  }
}
