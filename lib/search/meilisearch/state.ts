import type pg from 'pg'
import { pool } from '../../db/client'

/** How far the index is, as PostgreSQL knows it. */
export type MirrorState = {
  mirrored: boolean
  /** Somebody asked for a new index. */
  wanted: boolean
  /** The index that is being built, or null. */
  building: string | null
  built: number
  toBuild: number
  rebuiltAt: Date | null
  reconciledAt: Date | null
  /** What the last comparison found. */
  reconciled: { missing: number; stale: number; orphaned: number } | null
  /** Why the worker can't send; empty when it can. */
  fault: string
}

/** Reads the state. */
export async function readMirror(): Promise<MirrorState> {
  const { rows } = await pool().query('select * from search_mirror')
  const row = rows[0]
  return {
    mirrored: row.mirrored,
    wanted: row.wanted,
    building: row.building,
    built: row.built,
    toBuild: row.to_build,
    rebuiltAt: row.rebuilt_at,
    reconciledAt: row.reconciled_at,
    reconciled: row.reconciled,
    fault: row.fault,
  }
}

type Writable = Partial<{
  mirrored: boolean
  wanted: boolean
  building: string | null
  built: number
  to_build: number
  rebuilt_at: Date
  reconciled_at: Date | null
  reconciled: object
  fault: string
}>

/** Changes the state. */
export async function writeMirror(change: Writable): Promise<void> {
  const entries = Object.entries(change)
  const set = entries.map(([name], i) => `${name} = $${i + 1}`).join(', ')
  await pool().query(
    `update search_mirror set ${set}`,
    entries.map(([, value]) => value),
  )
}

/** Locks of the database: held by a connection, so that a process that dies lets go. */
const locks = { sending: 7219036, rebuilding: 7219037 } as const

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
