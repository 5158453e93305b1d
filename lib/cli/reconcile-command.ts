import { requireMeilisearch } from '../search/meilisearch/client'
import { reconcile } from '../search/meilisearch/reconcile'
import { progressBar } from './progress'
import { withDatabase } from './with-database'

/** `cairn reconcile`: compares Meilisearch's index with the database; the worker sends what differs. */
export async function reconcileCommand(): Promise<void> {
  requireMeilisearch()
  const bar = progressBar('Comparing')
  const { missing, stale, orphaned } = await withDatabase(() => reconcile(bar.update)).finally(() => bar.stop())
  process.stdout.write(`${missing} missing, ${stale} stale, ${orphaned} orphaned; the worker sends them\n`)
}
