import fs from 'node:fs'
import path from 'node:path'
import type { Mutant } from './mutants'

/** What became of a mutant. `untested`: no test file is near enough. */
export type Result = Pick<Mutant, 'id' | 'file' | 'line' | 'before' | 'after'> & {
  outcome: 'killed' | 'timeout' | 'survived' | 'untested'
  by: string | null
  reason: string
  seconds: number
}

export type Results = { known: Map<string, Result>; add(result: Result): void }

/** Results of earlier runs, by mutant, and a function that adds one. Each is a line, so that an interrupted run loses at most one. */
export function openResults(file: string): Results {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : []
  const known = new Map<string, Result>()
  for (const line of lines) {
    try {
      const result = JSON.parse(line)
      known.set(result.id, result)
    } catch {
      // Empty, or the last line of an interrupted run: that mutant is tried again.
    }
  }
  return {
    known,
    add(result) {
      known.set(result.id, result)
      fs.appendFileSync(file, `${JSON.stringify(result)}\n`)
    },
  }
}

/** Returns the report of these results: the score, and what no test noticed, with its place and change. */
export function reportOf(results: Result[]): string {
  const of = (...outcomes: Result['outcome'][]) => results.filter(({ outcome }) => outcomes.includes(outcome))
  const noticed = of('killed', 'timeout').length
  const score = results.length === 0 ? 0 : (100 * noticed) / results.length
  const shown = (text: string) => JSON.stringify(text.replace(/\s+/g, ' ').slice(0, 120))
  const lines = of('survived', 'untested')
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
    .map(
      ({ file, line, before, after, outcome }) =>
        `  ${file}:${line}  ${shown(before)} → ${shown(after)}${outcome === 'untested' ? '  (no test near it)' : ''}`,
    )
  return [
    `${results.length} mutants: ${noticed} noticed (${of('timeout').length} by going on for ever), ${of('survived').length} survived, ${of('untested').length} without a test.`,
    `Score: ${score.toFixed(1)} %`,
    ...(lines.length > 0 ? ['Not noticed:', ...lines] : []),
  ].join('\n')
}
