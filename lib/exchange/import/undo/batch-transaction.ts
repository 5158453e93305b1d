import { type Db, db } from '../../../platform/db'

/** A batch of the command line has no reader waiting: it may take longer than what people write. */
const timeoutMs = 600_000

/** Runs one batch, all or nothing. */
export function batchTransaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  return db().$transaction(work, { timeout: timeoutMs, maxWait: timeoutMs })
}
