import { reindex } from '../stats/reindex'
import { progressBar } from './progress'
import { withDatabase } from './with-database'

/** `cairn reindex`: builds search anew. */
export async function reindexCommand(): Promise<void> {
  const bar = progressBar('Indexing')
  const posts = await withDatabase(() => reindex(bar.update)).finally(() => bar.stop())
  process.stdout.write(`${posts} posts searchable\n`)
}
