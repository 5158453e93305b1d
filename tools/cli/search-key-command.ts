import { DomainError } from '../../lib/platform/errors'
import { makeSearchKey, untilHealthy } from '../../lib/search'
import { print } from './print'

/**
 * `cairn search-key`: with the master key, makes a key for web and worker that may do no more than they need. `optional` waits for the
 * server. If it does not come or refuses the key, a warning is printed: without Meilisearch, PostgreSQL searches.
 */
export async function searchKeyCommand({ json, optional }: { json?: boolean; optional?: boolean }): Promise<void> {
  try {
    if (optional) await untilHealthy()
    const file = await makeSearchKey()
    print(json, { file }, [`The key is in ${file}. Web and worker use it where MEILI_KEY is not set; they don’t need MEILI_MASTER_KEY.`])
  } catch (error) {
    if (!optional || !(error instanceof DomainError) || error.code !== 'unavailable') throw error
    print(json, { file: null, warning: error.message }, [
      `Warning: ${error.message} PostgreSQL searches meanwhile. Run this again when it is mended; web and worker then find the key.`,
    ])
  }
}
