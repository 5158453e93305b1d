import type { Db } from '../db'

/**
 * Notes in the caller's transaction which pages a write changes. Every web process is notified when the transaction commits, and never if
 * it does not.
 */
export async function expirePages(tx: Db, tags: Iterable<string>): Promise<void> {
  const unique = [...new Set(tags)]
  if (unique.length > 0) await tx.pageExpiry.create({ data: { tags: unique } })
}
