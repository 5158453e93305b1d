import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { type Mutant, mutantsOf } from './mutants'

const root = path.resolve(import.meta.dirname, '../..')
/** Files that are not changed: generated code, code that uses Next, types, and tests. */
const leftOut = /^lib\/(platform\/db\/generated|web)\/|\.d\.ts$|\.test\.ts$|-contract\.ts$/

/** The files that are changed: those of lib, tests aside. */
export function sourceFiles(): string[] {
  return fs
    .readdirSync(path.join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join('lib', file))
    .filter((file) => /\.ts$/.test(file) && !leftOut.test(file))
    .sort()
}

export function allMutants(files = sourceFiles()): Mutant[] {
  return files.flatMap((file) => mutantsOf(file, fs.readFileSync(path.join(root, file), 'utf8')))
}

/**
 * Returns the same ones for the same seed, spread over all of them. A digest of its own decides about each, so that a changed file changes
 * the choice only for itself, and a larger sample contains the smaller one.
 */
export function choose(mutants: Mutant[], seed: number, count: number): Mutant[] {
  const rank = ({ id }: Mutant) => createHash('sha256').update(`${seed} ${id}`).digest('hex')
  return mutants
    .map((mutant) => ({ mutant, rank: rank(mutant) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant)
}
