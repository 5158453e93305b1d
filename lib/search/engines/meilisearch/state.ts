import { pool } from '../../../platform/db'

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
  rebuilt_at: Date | null
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
