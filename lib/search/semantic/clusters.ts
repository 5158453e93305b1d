import { LRUCache } from 'lru-cache'
import { pool } from '../../platform/db'
import { dot, fromCode } from './quantize'

/** A group of posts that mean alike, by its centre. */
export type Cell = { cell: number; generation: number; centre: Float32Array }

/** The one group of a forum that is small enough to be read whole. */
export const wholeCell = 0
/** Of each grouping the square root of its groups is probed, and never fewer than this: what is found hardly falls. */
const probedMin = 8
const keptMs = 15_000

const known = new LRUCache<number, Promise<Cell[]>>({ max: 4, ttl: keptMs })

/** The groups of a model; none while the forum is small. At most fifteen seconds old. */
export function readCells(modelId: number): Promise<Cell[]> {
  const kept = known.get(modelId)
  if (kept) return kept
  const reading = pool()
    .query(`select cell, generation, encode(centre, 'base64') as centre from meaning_cell where model_id = $1 order by cell`, [modelId])
    .then(({ rows }) => rows.map(({ cell, generation, centre }) => ({ cell, generation, centre: fromCode(Buffer.from(centre, 'base64')) })))
  known.set(modelId, reading)
  reading.catch(() => known.delete(modelId))
  return reading
}

/** For the process that has just changed them. */
export function forgetCells(): void {
  known.clear()
}

/** Those of the latest grouping, to which posts belong; earlier ones are only probed. */
export function latestCells(cells: Cell[]): Cell[] {
  let latest = 0
  for (const { generation } of cells) latest = Math.max(latest, generation)
  return cells.filter(({ generation }) => generation === latest)
}

/** The group that a vector belongs to, of the latest grouping. */
export function cellOf(latest: Cell[], vector: Float32Array): number {
  return (
    latest[
      nearestOf(
        latest.map(({ centre }) => centre),
        vector,
      )
    ]?.cell ?? wholeCell
  )
}

/** Which of some centres is nearest to a vector, by its place among them; -1 of none. */
export function nearestOf(centres: Float32Array[], vector: Float32Array): number {
  let best = -1
  let most = Number.NEGATIVE_INFINITY
  for (const [i, centre] of centres.entries()) {
    const likeness = dot(centre, vector)
    if (likeness <= most) continue
    most = likeness
    best = i
  }
  return best
}

/** The groups in which the nearest are looked for: the nearest of every grouping that is in use, and what is in none yet. */
export function probedCells(cells: Cell[], vector: Float32Array): number[] {
  const generations = new Set(cells.map(({ generation }) => generation))
  return [
    wholeCell,
    ...[...generations].flatMap((generation) => {
      const own = cells.filter((cell) => cell.generation === generation)
      return nearestCells(own, vector, Math.max(probedMin, Math.ceil(Math.sqrt(own.length))))
    }),
  ]
}

function nearestCells(cells: Cell[], vector: Float32Array, count: number): number[] {
  return cells
    .map(({ cell, centre }) => ({ cell, likeness: dot(centre, vector) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, count)
    .map(({ cell }) => cell)
}
