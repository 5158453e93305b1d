import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FullConfig, Suite, TestCase } from '@playwright/test/reporter'
import { afterEach, expect, test, vi } from 'vitest'
import RetriesReporter from '../e2e/support/retries-reporter'

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-retries-'))
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  fs.rmSync(dir, { recursive: true, force: true })
})

const aTest = (title: string, outcome: string, failures: string[]) =>
  ({
    outcome: () => outcome,
    titlePath: () => ['', 'phone', 'asking.spec.ts', title],
    results: [
      ...failures.map((message, retry) => ({ retry, status: 'failed', duration: 61_000, error: { message } })),
      { retry: failures.length, status: 'passed', duration: 900 },
    ],
  }) as unknown as TestCase

test('what passed at a second attempt is named at the end, with what the first one failed for', () => {
  const file = path.join(dir, 'again.txt')
  vi.stubEnv('E2E_RETRIES', file)
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const reporter = new RetriesReporter()
  const message =
    "Error: \u001B[2mexpect(\u001B[22mlocator\u001B[2m).\u001B[22mtoBeVisible() failed\n\nLocator: getByText('Saved.')\nExpected: visible"
  const tests = [aTest('a member asks', 'flaky', [message]), aTest('a member reads', 'expected', [])]
  reporter.onBegin({} as FullConfig, { allTests: () => tests } as unknown as Suite)
  reporter.onEnd()
  const lines = `Tried again: phone › asking.spec.ts › a member asks
  attempt 1, 61 s: Error: expect(locator).toBeVisible() failed; Locator: getByText('Saved.'); Expected: visible`
  expect(said).toHaveBeenCalledExactlyOnceWith(`\n${lines}`)
  expect(fs.readFileSync(file, 'utf8')).toBe(`${lines}\n`)
})

test('a run in which all passed at once says nothing', () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const reporter = new RetriesReporter()
  reporter.onBegin({} as FullConfig, { allTests: () => [aTest('a member reads', 'expected', [])] } as unknown as Suite)
  reporter.onEnd()
  expect(said).not.toHaveBeenCalled()
})
