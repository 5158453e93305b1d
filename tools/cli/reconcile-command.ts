import { reconcile, requireMeilisearch } from '../../lib/search'
import { print } from './print'
import { progressBar } from './progress'
import { withDatabase } from './with-database'

/** `cairn reconcile`: compares Meilisearch's index with the database; the worker sends what differs. */
export async function reconcileCommand({ json }: { json?: boolean }): Promise<void> {
  requireMeilisearch()
  const bar = progressBar('Comparing')
  const found = await withDatabase(() => reconcile(bar.update)).finally(() => bar.stop())
  print(json, found, [`${found.missing} missing, ${found.stale} stale, ${found.orphaned} orphaned; the worker sends them`])
}
