import './bin/lib/without-env-file.mjs'
import { defineConfig, devices } from '@playwright/test'
import { browserFlags, findBrowser } from './e2e/support/browser'

const executablePath = await findBrowser()

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './e2e/support/start-site.ts',
  workers: 2,
  fullyParallel: false,
  timeout: 45_000,
  // Machines are shared: what fails once and not again is named as flaky in the report, to be looked into, and stops nobody.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? [['list']] : [['line']],
  use: { launchOptions: { executablePath, args: browserFlags }, trace: 'retain-on-failure' },
  projects: [
    { name: 'desktop', use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 900 } } },
    {
      name: 'phone',
      use: { ...devices['Desktop Chrome'], viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
      testMatch: /reading|asking|accounts|own-data|claiming|circle|admin|curating/,
    },
  ],
})
