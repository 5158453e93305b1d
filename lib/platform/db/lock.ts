import type pg from 'pg'
import { z } from 'zod'
import { pool } from './client'
import { queryRow } from './query-rows'

/**
 * Numbers of the database's advisory locks, all in one place, because the whole database shares them. A connection or a transaction holds a
 * lock, so that a process that dies releases it.
 */
export const advisoryLocks = {
  migrating: 7219034,
  countingWords: 7219035,
  sending: 7219036,
  rebuilding: 7219037,
  embedding: 7219038,
  relating: 7219039,
  saving: 7219040,
  reanalysing: 7219042,
  formatting: 7219043,
  importing: 7219044,
  countingSearches: 7219050,
  searchGaps: 7219051,
  gaps: 7219052,
  reviews: 7219053,
  /** Batches of imports share it; deleting a person holds it exclusively. */
  erasing: 7219041,
} as const

const tryLock = 'select pg_try_advisory_lock($1) as got'
const Tried = z.object({ got: z.boolean() })

/**
 * Runs `work` while no other process does the same. With `wait`, after the others; otherwise returns null at once if another process is at
 * it.
 */
export async function withLock<T>(lock: keyof typeof advisoryLocks, wait: boolean, work: () => Promise<T>): Promise<T | null> {
  const client: pg.PoolClient = await pool().connect()
  let broken: Error | undefined
  client.on('error', onError)
  function onError(error: Error): void {
    broken = error
  }
  try {
    if (wait) await lockPatiently(client, advisoryLocks[lock])
    else {
      const { got } = await queryRow(client, Tried, tryLock, [advisoryLocks[lock]])
      if (!got) return null
    }
    try {
      return await work()
    } finally {
      await client.query('select pg_advisory_unlock($1)', [advisoryLocks[lock]]).catch((error) => {
        broken = error
      })
    }
  } finally {
    client.off('error', onError)
    client.release(broken)
  }
}

// Asked repeatedly, because the pool ends long statements.
async function lockPatiently(client: pg.PoolClient, lock: number): Promise<void> {
  for (;;) {
    const { got } = await queryRow(client, Tried, tryLock, [lock])
    if (got) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
