import { env, setMeilisearch } from '../env'
import { DomainError } from '../errors'
import { measureEngine } from '../search'
import { meilisearchEngine } from '../search/meilisearch'
import { dropIndex } from '../search/meilisearch/client'
import { rebuildIndex } from '../search/meilisearch/rebuild'

/**
 * Lets one engine alone serve the searches of `work`. Meilisearch gets an index for the time being, built when `work` calls
 * what it is given. @throws DomainError where there is no Meilisearch.
 */
export async function withEngine<T>(name: 'postgres' | 'meilisearch', work: (indexed?: () => Promise<void>) => Promise<T>): Promise<T> {
  const { meiliUrl } = env()
  if (name === 'postgres') {
    setMeilisearch(undefined)
    return work()
  }
  if (!meiliUrl) throw new DomainError('invalid', 'There is no Meilisearch here: set MEILI_URL and MEILI_KEY.')
  const index = `cairn_measured_${process.pid}`
  setMeilisearch(meiliUrl, index)
  measureEngine(meilisearchEngine(index))
  try {
    return await work(async () => {
      await rebuildIndex()
    })
  } finally {
    measureEngine(null)
    await dropIndex(index)
  }
}
