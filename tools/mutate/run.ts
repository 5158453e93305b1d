import { type ChildProcess, fork } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import { allMutants, choose, sourceFiles } from './choose'
import { type Mutant, mutated } from './mutants'
import { importers, relatedTests } from './related-tests'
import { openResults, type Results, reportOf } from './results'
import type { Outcome, Task } from './runner'
import { makeCopy } from './work-copy'

const root = path.resolve(import.meta.dirname, '../..')
const say = (text: string) => process.stderr.write(`${text}\n`)
const number = (text: string) => Number.parseInt(text, 10)

type Options = {
  seed: number
  count: number
  only?: string[]
  tests: number
  steps: number
  limit: number
  results: string
  list?: boolean
  report?: boolean
}

/** `npm run mutate`: changes the program a little, again and again, and says which changes no test notices. See docs/testing.md. */
export async function runMutate(argv: string[]): Promise<void> {
  const options = commandLine().parse(argv).opts<Options>()
  const chosen = options.only ? ofPlaces(options.only) : choose(allMutants(), options.seed, options.count)
  if (options.list) {
    for (const { file, line, before, after } of chosen) say(`${file}:${line}  ${JSON.stringify(before)} → ${JSON.stringify(after)}`)
    return
  }
  const results = openResults(options.results)
  const waiting = chosen.filter(({ id }) => !results.known.has(id))
  if (!options.report && waiting.length > 0) await runAll(waiting, results, options)
  process.stdout.write(`${reportOf(chosen.flatMap(({ id }) => results.known.get(id) ?? []))}\n`)
}

function commandLine(): Command {
  return new Command('mutate')
    .description('Changes the program a little, again and again, in a copy, and says which changes no test notices')
    .option('--seed <number>', 'which ones are chosen', number, 1)
    .option('--count <number>', 'how many', number, 300)
    .option('--only <place...>', 'all of these files instead, or of these lines (lib/a.ts, lib/a.ts:12)')
    .option('--tests <number>', 'most test files for each, nearest first', number, 10)
    .option('--steps <number>', 'how many imports a test file may be away', number, 5)
    .option('--limit <seconds>', 'a test file that takes longer has noticed the change', number, 600)
    .option('--results <file>', 'where results are kept: a run goes on where one was ended', path.join(root, '.cache/mutate.jsonl'))
    .option('--list', 'say which are chosen, and run none')
    .option('--report', 'say what is known, and run none')
}

function ofPlaces(places: string[]): Mutant[] {
  return places.flatMap((place) => {
    const [file = '', line] = place.split(':')
    if (!sourceFiles().includes(file)) throw new Error(`${file} is none of the files that are changed.`)
    return allMutants([file]).filter((mutant) => line === undefined || mutant.line === Number(line))
  })
}

async function runAll(mutants: Mutant[], results: Results, options: Options): Promise<void> {
  const copy = makeCopy()
  const users = importers()
  let ended = false
  let runner: ChildProcess | null = null
  const end = () => {
    ended = true
    say('Ending: the next run goes on here')
    runner?.send('end')
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  try {
    for (const [i, mutant] of mutants.entries()) {
      if (ended) return
      const tests = relatedTests(mutant.file, users, {
        countMax: options.tests,
        stepsMax: options.steps,
        noticed: noticedNear(mutant.file, results),
      })
      const text = mutated(fs.readFileSync(path.join(root, mutant.file), 'utf8'), mutant)
      const started = performance.now()
      runner ??= await startRunner(copy.dir)
      const result = tests.length === 0 ? untested : await ask(runner, { file: mutant.file, text, tests, limitMs: options.limit * 1_000 })
      if (result === null) {
        // Ended by this run, or by the change itself, which nobody could overlook.
        runner = null
        if (ended) return
      }
      const { outcome, by, reason } = result ?? {
        outcome: 'killed' as const,
        by: 'tools/mutate',
        reason: 'it ended the process that runs tests',
      }
      const { id, file, line, before, after } = mutant
      const seconds = Math.round((performance.now() - started) / 100) / 10
      results.add({ id, file, line, before, after, outcome, by, reason, seconds })
      say(
        `${i + 1}/${mutants.length}  ${outcome}  ${file}:${line}  ${JSON.stringify(before.slice(0, 60))} → ${JSON.stringify(after)}  ${seconds} s`,
      )
    }
  } finally {
    await endRunner(runner)
    copy.remove()
  }
}

/** Returns how many changes of this file each test has noticed, and of its folder, which count for less. */
function noticedNear(file: string, results: Results): (test: string) => number {
  const counts = new Map<string, number>()
  for (const result of results.known.values()) {
    if (result.by === null || path.dirname(result.file) !== path.dirname(file)) continue
    counts.set(result.by, (counts.get(result.by) ?? 0) + (result.file === file ? 100 : 1))
  }
  return (test) => counts.get(test) ?? 0
}

const untested = { outcome: 'untested' as const, by: null, reason: '' }

function startRunner(dir: string): Promise<ChildProcess> {
  const runner = fork(path.join(dir, 'tools/mutate/runner.ts'), [], {
    cwd: dir,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    runner.once('message', () => resolve(runner))
    runner.once('exit', (code) => reject(new Error(`The process that runs tests did not start (${code}).`)))
  })
}

/** Returns the runner's result of a task, or null if the runner is gone. */
function ask(runner: ChildProcess, task: Task): Promise<Outcome | null> {
  return new Promise((resolve) => {
    const gone = () => resolve(null)
    runner.once('exit', gone)
    runner.once('message', (result: Outcome) => {
      runner.off('exit', gone)
      resolve(result)
    })
    runner.send(task)
  })
}

async function endRunner(runner: ChildProcess | null): Promise<void> {
  if (!runner || runner.exitCode !== null || runner.signalCode !== null) return
  const gone = new Promise((resolve) => runner.once('exit', resolve))
  if (runner.connected) runner.send('end')
  await gone
}
