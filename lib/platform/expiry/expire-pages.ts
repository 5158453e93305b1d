import type { Db } from '../db'

/**
 * Says in the caller's transaction which pages a write touches. Every web process hears of it once the transaction
 * commits, and of nothing if it does not.
 */
export async function expirePages(tx: Db, tags: Iterable<string>): Promise<void> {
  const unique = [...new Set(tags)]
  if (unique.length > 0) await tx.pageExpiry.create({ data: { tags: unique } })
}
