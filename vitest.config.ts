import './bin/lib/without-env-file.mjs'
import { defineConfig } from 'vitest/config'
import { testWorkers } from './bin/lib/free-cores.mjs'

/** A single file needs no second worker, and so no look at how busy the machine is. */
const isOneFile = process.argv.filter((word) => /\.test\.tsx?$/.test(word)).length === 1

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname, 'server-only': `${import.meta.dirname}/test/empty.ts` } },
  test: {
    include: ['lib/**/*.test.ts', 'tools/**/*.test.ts', 'components/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    setupFiles: 'test/own-database.ts',
    pool: 'forks',
    maxWorkers: isOneFile ? 1 : await testWorkers(),
    // A test fails for what it asserts. These limits are there to end what hangs, on the slowest machine and beside other work; no test
    // has others of its own (test/time-limits.test.ts).
    testTimeout: 10 * 60_000,
    hookTimeout: 10 * 60_000,
    teardownTimeout: 5 * 60_000,
    expect: { poll: { timeout: 5 * 60_000, interval: 20 } },
  },
})
