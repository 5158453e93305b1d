import fs from 'node:fs'
import path from 'node:path'
import type { Counted } from './figures'

const file = path.join(import.meta.dirname, 'bounds.json')

type Kept = {
  /** The most there may be of each. */
  bounds: Counted
  /** Functions that may be longer than others, as `file#name`, each with its reason. At most ten. */
  exceptions: Record<string, string>
}

export const exceptionsMax = 10

export function readBounds(): Kept {
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

/** Lowers every bound to what is counted now; none is raised. Returns the names of those that were lowered. */
export function tightenBounds(counted: Counted): string[] {
  const kept = readBounds()
  const names = Object.keys(counted) as (keyof Counted)[]
  const lowered = names.filter((name) => counted[name] < kept.bounds[name])
  for (const name of lowered) kept.bounds[name] = counted[name]
  fs.writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`)
  return lowered
}
