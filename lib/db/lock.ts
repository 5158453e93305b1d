import type pg from 'pg'
import { pool } from './client'

/** Locks of the database: held by a connection, so that a process that dies lets go. */
const locks = { sending: 7219036, rebuilding: 7219037, embedding: 7219038, relating: 7219039, saving: 7219040 } as const

/**
 * Does something while no other process does the same. With `wait`, after the others; else null at once where one is at
 * it.
 */
export async function withLock<T>(lock: keyof typeof locks, wait: boolean, work: () => Promise<T>): Promise<T | null> {
  const client: pg.PoolClient = await pool().connect()
  let broken: Error | undefined
  client.on('error', onError)
  function onError(error: Error): void {
    broken = error
  }
  try {
    if (wait) await lockPatiently(client, locks[lock])
    else {
      const { rows } = await client.query('select pg_try_advisory_lock($1) as got', [locks[lock]])
      if (!rows[0].got) return null
    }
    try {
      return await work()
    } finally {
      await client.query('select pg_advisory_unlock($1)', [locks[lock]]).catch((error) => {
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
