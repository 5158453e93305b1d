import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { type Mutant, mutantsOf } from './mutants'

const root = path.resolve(import.meta.dirname, '../..')
/** Not of the domain: generated code, what knows Next, types, and what is a test itself. */
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
 * The same ones for the same seed, spread over all of them. Each is chosen by a digest of its own, so that a file that changes changes
 * the choice for nothing but itself, and a larger sample holds the smaller one.
 */
export function choose(mutants: Mutant[], seed: number, count: number): Mutant[] {
  const rank = ({ id }: Mutant) => createHash('sha256').update(`${seed} ${id}`).digest('hex')
  return mutants
    .map((mutant) => ({ mutant, rank: rank(mutant) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant)
}
