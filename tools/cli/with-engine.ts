import { env, setMeilisearch } from '../../lib/platform/env'
import { DomainError } from '../../lib/platform/errors'
import { rebuildIndex, requireMeilisearch, type SearchEngine } from '../../lib/search'
import { dropIndex, measureEngine, meilisearchEngine } from '../../lib/search/measuring'

export type EngineName = SearchEngine['name']

/** Returns the engine that an option names. @throws DomainError `invalid` for another word. */
export function engineNamed(word: string): EngineName {
  if (word === 'postgres' || word === 'meilisearch') return word
  throw new DomainError('invalid', `There is no engine “${word}”: postgres or meilisearch.`)
}

/**
 * Lets one engine alone serve the searches of `work`. Meilisearch gets a temporary index, which is built when `work` calls its argument.
 * @throws DomainError without Meilisearch.
 */
export async function withEngine<T>(name: EngineName, work: (indexed?: () => Promise<void>) => Promise<T>): Promise<T> {
  const { meiliUrl } = env()
  if (name === 'postgres') {
    setMeilisearch(undefined)
    return work()
  }
  requireMeilisearch()
  const index = `cairn_measured_${process.pid}`
  setMeilisearch(meiliUrl, index)
  measureEngine(meilisearchEngine(index, true))
  try {
    return await work(async () => {
      await rebuildIndex()
    })
  } finally {
    measureEngine(null)
    await dropIndex(index)
  }
}
