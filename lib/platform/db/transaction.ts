import { DomainError } from '../errors'
import { type Db, db } from './client'
import { errorText } from './error-text'

/** A write waits this long for its turn before its person is told to try again. */
const timeoutMs = 15_000
const attemptsMax = 4

/**
 * Runs writes as one transaction. Where the database ends it in favour of another that waited for the same rows, it is
 * run again from the start: `work` must leave nothing behind but what it writes through `tx`. `limitMs` is for commands nobody waits for.
 */
export async function transaction<T>(work: (tx: Db) => Promise<T>, limitMs = timeoutMs): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db().$transaction(work, { timeout: limitMs, maxWait: timeoutMs })
    } catch (error) {
      if (isTooLate(error)) throw new DomainError('unavailable', 'Too many people are writing just now: try again in a moment.')
      if (attempt >= attemptsMax || !isCollision(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30 * attempt))
    }
  }
}

// Prisma's word for a transaction that found no connection, or was not done in time.
function isTooLate(error: unknown): boolean {
  return (error as { code?: string }).code === 'P2028'
}

// Deadlock and serialization failure by PostgreSQL's codes, or Prisma's name for both.
function isCollision(error: unknown): boolean {
  return /\b(P2034|40P01|40001)\b|deadlock detected|TransactionWriteConflict/.test(errorText(error))
}
