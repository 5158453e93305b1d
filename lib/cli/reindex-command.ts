import { env } from '../env'
import { DomainError } from '../errors'
import { rebuildIndex } from '../search/meilisearch/rebuild'
import { reindex } from '../stats/reindex'
import { progressBar } from './progress'
import { withDatabase } from './with-database'

/** `cairn reindex`: builds search anew, in PostgreSQL and then in Meilisearch where there is one. */
export async function reindexCommand({ engine }: { engine?: string }): Promise<void> {
  if (engine !== undefined && engine !== 'postgres' && engine !== 'meilisearch')
    throw new DomainError('invalid', `There is no engine “${engine}”: postgres or meilisearch.`)
  if (engine === 'meilisearch' && !env().meiliUrl)
    throw new DomainError('invalid', 'There is no Meilisearch here: set MEILI_URL and MEILI_KEY.')
  await withDatabase(async () => {
    if (engine !== 'meilisearch') {
      const bar = progressBar('Indexing')
      const posts = await reindex(bar.update).finally(() => bar.stop())
      process.stdout.write(`${posts} posts searchable\n`)
    }
    if (engine === 'postgres' || !env().meiliUrl) return
    const bar = progressBar('Building the index')
    const documents = await rebuildIndex(bar.update).finally(() => bar.stop())
    if (documents === null) throw new DomainError('unavailable', 'The index is being built by another process already.')
    process.stdout.write(`${documents} posts in Meilisearch\n`)
  })
}
