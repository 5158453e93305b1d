// Runs in a copy of the tree; run.ts says what to change and which tests to run. One vitest and one PostgreSQL serve all of them.
import childProcess, { type ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'
import type { TestRunResult, TestSpecification, Vitest } from 'vitest/node'
import { buildContentWorker } from '../../bin/lib/content-worker.mjs'

/** With `text` null the file stays as it is. */
export type Task = { file: string; text: string | null; tests: string[]; limitMs: number }
/** `by` is the test file that noticed, or null. */
export type Outcome = { outcome: 'killed' | 'timeout' | 'survived' | 'untested'; by: string | null; reason: string }

const root = path.resolve(import.meta.dirname, '../..')
const workers = new Set<ChildProcess>()
const busyAttemptsMax = 10

/** Notes the processes that run tests: a change may make one loop for ever, and only something outside can end that. */
function noteWorkers(): void {
  const { fork } = childProcess
  childProcess.fork = ((...words: Parameters<typeof fork>) => {
    const worker = fork(...words)
    workers.add(worker)
    worker.once('exit', () => workers.delete(worker))
    return worker
  }) as typeof fork
  syncBuiltinESMExports()
}

async function openVitest(): Promise<Vitest> {
  noteWorkers()
  const { createVitest } = await import('vitest/node')
  const vitest = await createVitest('test', {
    root,
    watch: false,
    bail: 1,
    maxWorkers: 1,
    reporters: [{}],
    silent: true,
    coverage: { enabled: false },
  })
  await vitest.standalone()
  return vitest
}

async function runOne(vitest: Vitest, { file, text, tests, limitMs }: Task): Promise<Outcome> {
  const full = path.join(root, file)
  const original = fs.readFileSync(full, 'utf8')
  try {
    if (text !== null) fs.writeFileSync(full, text)
    vitest.invalidateFile(full)
    // What the content pool runs is built. A text that does not build is noticed by anyone who builds it.
    const built = await buildContentWorker().then(
      () => null,
      (error) => String(error),
    )
    if (built !== null) return { outcome: 'killed', by: 'bin/lib/content-worker.mjs', reason: built.split('\n')[0] ?? '' }
    for (const test of tests) {
      const result = await runFile(vitest, test, limitMs)
      if (result.outcome !== 'survived') return result
    }
    return { outcome: 'survived', by: null, reason: '' }
  } finally {
    fs.writeFileSync(full, original)
    vitest.invalidateFile(full)
  }
}

async function runFile(vitest: Vitest, test: string, limitMs: number): Promise<Outcome> {
  let late = false
  const timer = setTimeout(() => {
    late = true
    for (const worker of workers) worker.kill('SIGKILL')
  }, limitMs)
  try {
    const specification = vitest.getRootProject().createSpecification(path.join(root, test))
    const result = await runWhenFree(vitest, specification)
    const reason = reasonOf(result, specification.moduleId)
    if (late) return { outcome: 'timeout', by: test, reason: `longer than ${Math.round(limitMs / 1000)} s` }
    return reason === null ? { outcome: 'survived', by: null, reason: '' } : { outcome: 'killed', by: test, reason }
  } finally {
    clearTimeout(timer)
    vitest.state.clearErrors()
  }
}

/** A run ends at the first failure, and Vitest refuses the next one until it has ended the rest. */
async function runWhenFree(vitest: Vitest, specification: TestSpecification): Promise<TestRunResult> {
  for (let attempt = 1; ; attempt++) {
    const result = await vitest.runTestSpecifications([specification])
    const isBusy = result.unhandledErrors.some((error) => messageOf(error).includes('pool is cancelling'))
    if (!isBusy || attempt === busyAttemptsMax) return result
    vitest.state.clearErrors()
    await new Promise((resolve) => setTimeout(resolve, 200 * attempt))
  }
}

/**
 * Returns the first failure in this test file, or null. A file that could not be loaded has failed, too. Vitest returns all files that it
 * has run since it began, so those that failed for an earlier change are among them.
 */
function reasonOf({ testModules, unhandledErrors }: TestRunResult, moduleId: string): string | null {
  const module = testModules.find((each) => each.moduleId === moduleId)
  for (const test of module?.children.allTests('failed') ?? []) return test.fullName
  const [failed] = module?.errors() ?? []
  if (failed) return failed.message.split('\n')[0] ?? ''
  if (module && !module.ok()) return 'the file failed'
  const [error] = unhandledErrors
  if (error !== undefined) return messageOf(error)
  if (!module) throw new Error(`${moduleId} was not run`)
  return null
}

function messageOf(error: unknown): string {
  return String((error as Error).message ?? error).split('\n')[0] ?? ''
}

const vitest = await openVitest()
const answer = (message: object) => process.send?.(message)
process.on('message', (task: Task | 'end') => {
  if (task === 'end') void vitest.close().finally(() => process.exit(0))
  else runOne(vitest, task).then(answer, (error) => answer({ outcome: 'untested', by: null, reason: messageOf(error) }))
})
// Its parent is gone, so everything it started ends with it.
process.on('disconnect', () => void vitest.close().finally(() => process.exit(0)))
process.on('SIGINT', () => undefined)
answer({ ready: true })
