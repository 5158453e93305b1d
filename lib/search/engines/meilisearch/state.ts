import { z } from 'zod'
import { pool, queryRow } from '../../../platform/db'

const Mirror = z.object({
  mirrored: z.boolean(),
  wanted: z.boolean(),
  building: z.string().nullable(),
  built: z.int(),
  to_build: z.int(),
  rebuilt_at: z.date().nullable(),
  reconciled_at: z.date().nullable(),
  reconciled: z.object({ missing: z.int(), stale: z.int(), orphaned: z.int() }).nullable(),
  fault: z.string(),
})

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
  const row = await queryRow(pool(), Mirror, 'select * from search_mirror')
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

/** Has the worker compare the index with the database within seconds. */
export async function askForComparison(): Promise<void> {
  await writeMirror({ reconciled_at: null })
}

/** Has the worker build the index again; it begins within seconds. */
export async function askForRebuild(): Promise<void> {
  await writeMirror({ wanted: true })
}
