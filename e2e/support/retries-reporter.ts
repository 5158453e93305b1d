import fs from 'node:fs'
import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter'

/**
 * Names the tests that passed at another attempt than the first, each with what the earlier one failed for: such a test is looked
 * into, and stops nobody. E2E_RETRIES is a file that takes the lines too, for the end of `npm test`.
 */
export default class RetriesReporter implements Reporter {
  private suite: Suite | undefined

  onBegin(_config: FullConfig, suite: Suite): void {
    this.suite = suite
  }

  onEnd(): void {
    const lines = (this.suite?.allTests() ?? []).filter((test) => test.outcome() === 'flaky').flatMap(linesOf)
    if (lines.length === 0) return
    console.log(`\n${lines.join('\n')}`)
    if (process.env.E2E_RETRIES) fs.appendFileSync(process.env.E2E_RETRIES, `${lines.join('\n')}\n`)
  }

  printsToStdio(): boolean {
    return false
  }
}

function linesOf(test: TestCase): string[] {
  const [, project, file, ...titles] = test.titlePath()
  const failed = test.results.filter((result) => result.status !== 'passed' && result.status !== 'skipped')
  return [
    `Tried again: ${[project, file, ...titles].join(' › ')}`,
    ...failed.map(
      (result) => `  attempt ${result.retry + 1}, ${Math.round(result.duration / 1_000)} s: ${reasonOf(result.error?.message)}`,
    ),
  ]
}

/** What was expected and of what, in one line without colours. */
function reasonOf(message = 'it ended without a word'): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal are such.
  const plain = message.replace(/\u001B\[[\d;]*m/g, '')
  const lines = plain.split('\n').map((line) => line.trim())
  return lines.filter(Boolean).slice(0, 4).join('; ').slice(0, 300)
}
