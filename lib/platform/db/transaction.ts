import { DomainError } from '../errors'
import { retryPolicy } from '../resilience'
import { type Db, db } from './client'
import { errorText } from './error-text'

/** A write waits this long for its turn; then its person is asked to try again. */
const timeoutMs = 15_000
/** Those that collided wait a moment, and not the same one. */
const patient = retryPolicy({ retriesMax: 3, when: isCollision, firstMs: 20, longestMs: 100 })

/**
 * Runs writes as one transaction. If the database ends it in favour of another that waited for the same rows, it is run again from the
 * start, so `work` must leave nothing behind except what it writes through `tx`. `limitMs` is for commands that nobody waits for.
 */
export async function transaction<T>(work: (tx: Db) => Promise<T>, limitMs = timeoutMs): Promise<T> {
  try {
    return await patient.execute(() => db().$transaction(work, { timeout: limitMs, maxWait: timeoutMs }))
  } catch (error) {
    if (isTooLate(error)) throw new DomainError('unavailable', 'Too many people are writing just now: try again in a moment.')
    throw error
  }
}

// Prisma's code for a transaction that found no connection or was not done in time.
function isTooLate(error: unknown): boolean {
  return (error as { code?: string }).code === 'P2028'
}

// Deadlock and serialization failure by PostgreSQL's codes, or Prisma's name for both.
function isCollision(error: unknown): boolean {
  return /\b(P2034|40P01|40001)\b|deadlock detected|TransactionWriteConflict/.test(errorText(error))
}
