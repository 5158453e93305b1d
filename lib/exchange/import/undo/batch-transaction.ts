import { type Db, db } from '../../../platform/db'

/** No reader waits for a batch of the command line, so it may take longer than other writes. */
const timeoutMs = 600_000

/** Runs one batch in a transaction. */
export function batchTransaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  return db().$transaction(work, { timeout: timeoutMs, maxWait: timeoutMs })
}
