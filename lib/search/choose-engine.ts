import type { SearchEngine } from './engine'
import { postgresEngine } from './postgres'

/** The engine that serves searches. There is one so far; Meilisearch stands behind the same port. */
export function searchEngine(): SearchEngine {
  return postgresEngine
}
