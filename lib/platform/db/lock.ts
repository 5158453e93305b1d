import type pg from 'pg'
import { pool } from './client'

/**
 * Numbers of the database's advisory locks, all in one place: one space of numbers serves the whole database. They are held by a
 * connection or a transaction, so that a process that dies lets go.
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
  /** Batches of imports hold it together; deleting a person holds it alone. */
  erasing: 7219041,
} as const

/**
 * Does something while no other process does the same. With `wait`, after the others; else null at once where one is at
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
      const { rows } = await client.query('select pg_try_advisory_lock($1) as got', [advisoryLocks[lock]])
      if (!rows[0].got) return null
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

// Not one long statement: the pool ends those.
async function lockPatiently(client: pg.PoolClient, lock: number): Promise<void> {
  for (;;) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as got', [lock])
    if (rows[0].got) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
