import './bin/lib/without-env-file.mjs'
import { defineConfig, devices } from '@playwright/test'
import { testWorkers } from './bin/lib/free-cores.mjs'
import { browserFlags, findBrowser } from './e2e/support/browser'

const executablePath = await findBrowser()

// This file is read again by every worker: what the first one found counts.
process.env.E2E_WORKERS ??= String(await testWorkers())

// A test fails for what it asserts. These limits are there to end what hangs, on the slowest machine and beside other work; no test has
// others of its own (test/time-limits.test.ts).
const limits = { test: 15 * 60_000, action: 2 * 60_000, expectation: 60_000, otherProcess: 5 * 60_000 }

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/support/start-site.ts',
  workers: Number(process.env.E2E_WORKERS),
  fullyParallel: false,
  timeout: limits.test,
  expect: { timeout: limits.expectation, toPass: { timeout: limits.otherProcess } },
  // What fails once and not again is named at the end with its reason, to be looked into, and stops nobody.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [[process.env.CI ? 'list' : 'line'], ['./e2e/support/retries-reporter.ts']],
  // Recording costs time on every page: only a second attempt is recorded.
  use: { actionTimeout: limits.action, launchOptions: { executablePath, args: browserFlags }, trace: 'on-first-retry' },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 900 } } },
    {
      name: 'phone',
      use: { ...devices['Desktop Chrome'], viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
      testMatch:
        /reading|asking|accounts|own-data|claiming|circle|admin|curating|tags|editor|acts|long-threads|replying|mentions|audit|reports|holding|inbox|search-gaps|gaps|saved-searches|told|covering|desk|dead-links|feedback|redaction|evidence|needs-review/,
    },
  ],
})
