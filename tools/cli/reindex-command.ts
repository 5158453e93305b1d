import { reindex } from '../../lib/maintenance'
import { DomainError } from '../../lib/platform/errors'
import { hasMeilisearch, rebuildIndex, requireMeilisearch } from '../../lib/search'
import { print } from './print'
import { progressBar } from './progress'
import { withDatabase } from './with-database'
import { engineNamed } from './with-engine'

/** `cairn reindex`: builds the search index again, in PostgreSQL and then in Meilisearch, if there is one. */
export async function reindexCommand({ engine, json }: { engine?: string; json?: boolean }): Promise<void> {
  const only = engine === undefined ? null : engineNamed(engine)
  if (only === 'meilisearch') requireMeilisearch()
  const posts: { postgres?: number; meilisearch?: number } = {}
  await withDatabase(async () => {
    if (only !== 'meilisearch') {
      const bar = progressBar('Indexing')
      posts.postgres = await reindex(bar.update).finally(() => bar.stop())
      if (!json) print(json, posts, [`${posts.postgres} posts searchable`])
    }
    if (only === 'postgres' || !hasMeilisearch()) return
    const bar = progressBar('Building the index')
    const documents = await rebuildIndex(bar.update).finally(() => bar.stop())
    if (documents === null) throw new DomainError('unavailable', 'The index is being built by another process already.')
    posts.meilisearch = documents
    if (!json) print(json, posts, [`${documents} posts in Meilisearch`])
  })
  if (json) print(json, posts, [])
}
