import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

/** Shorter pieces are the same by chance: openings of functions, lists of arguments. */
const tokensMin = 40
const linesMin = 4
/** Tests say in full what they do; the rest is no source. */
const leftOut = [
  '**/*.test.ts',
  '**/generated/**',
  'e2e/**',
  'test/**',
  'node_modules/**',
  '.next/**',
  '.cache/**',
  'public/**',
  'prisma/**',
]

export type Duplicates = { blocks: { lines: number; first: string; second: string }[]; lines: number }

/** Blocks of source that stand in two places, found by jscpd. */
export function findDuplicates(root: string): Duplicates {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-duplicates-'))
  const words = ['.', '--min-tokens', String(tokensMin), '--min-lines', String(linesMin), '--format', 'typescript,tsx,javascript']
  const program = createRequire(import.meta.url).resolve('jscpd/run-jscpd.js')
  try {
    execFileSync(process.execPath, [program, ...words, '--ignore', leftOut.join(','), '--reporters', 'json', '--output', out, '--silent'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const { duplicates, statistics } = JSON.parse(fs.readFileSync(path.join(out, 'jscpd-report.json'), 'utf8'))
    return { blocks: duplicates.map(blockOf), lines: statistics.total.duplicatedLines }
  } finally {
    fs.rmSync(out, { recursive: true, force: true })
  }
}

type Side = { name: string; start: number }
type Found = { lines: number; firstFile: Side; secondFile: Side }

function blockOf({ lines, firstFile, secondFile }: Found) {
  return { lines, first: `${firstFile.name}:${firstFile.start}`, second: `${secondFile.name}:${secondFile.start}` }
}
