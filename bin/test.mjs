// npm test: everything CI runs, in order. `npm test -- types unit`: only these steps. `npm test -- lib/a.test.ts`: only this file.
// Installs what is missing first. Tests are the same on every machine: no .env is read.
import './lib/without-env-file.mjs'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { build } from './build.mjs'
import { checkNode, install } from './lib/install.mjs'
import { root, run, say } from './lib/steps.mjs'
import { runFiles } from './lib/test-files.mjs'

/** The same rule as in test/meilisearch.ts, in plain JavaScript. */
function hasMeilisearch() {
  return Boolean(process.env.MEILI_TEST_URL || process.env.MEILI_BIN) || spawnSync('which', ['meilisearch']).status === 0
}

checkNode()
const only = process.argv.slice(2)
/** Where e2e/support/retries-reporter.ts notes what passed at a second attempt. */
const retries = path.join(root, 'test-results/tried-again.txt')
const steps = [
  [
    'types',
    async () => {
      await run('node', ['node_modules/next/dist/bin/next', 'typegen'], { NEXT_TELEMETRY_DISABLED: '1' })
      await run('node', ['node_modules/typescript/bin/tsc', '--noEmit'], {})
    },
  ],
  ['lint', () => run('node', ['node_modules/@biomejs/biome/bin/biome', 'check', '.'], {})],
  ['unit', () => run('node', ['node_modules/vitest/vitest.mjs', 'run'], {}, { quiet: false })],
  ['build', () => build()],
  ['e2e', () => run('node', ['node_modules/@playwright/test/cli.js', 'test'], { E2E_RETRIES: retries }, { quiet: false })],
  // Tests of search, again on the other engine.
  [
    'e2e-meilisearch',
    async () => {
      if (!hasMeilisearch()) return say('  did not run: there is no `meilisearch` in the path, see docs/testing.md')
      const journeys = ['circle', 'searching', 'asking', 'freshness', 'hostile.spec', 'search-index']
      await run(
        'node',
        ['node_modules/@playwright/test/cli.js', 'test', '--project=desktop', ...journeys],
        { E2E_ENGINE: 'meilisearch', E2E_RETRIES: retries },
        { quiet: false },
      )
    },
  ],
]
let triedAgain = ''
/** Read after every step: the next run of the browser empties the folder. */
function takeRetries() {
  if (fs.existsSync(retries)) triedAgain += fs.readFileSync(retries, 'utf8')
  fs.rmSync(retries, { force: true })
}
// Left by an earlier run that was interrupted.
fs.rmSync(retries, { force: true })
try {
  await install({ dev: true })
  const unknown = only.filter((word) => !steps.some(([name]) => name === word))
  if (unknown.length > 0) {
    await runFiles(only)
    process.exit(0)
  }
  for (const [name, step] of steps) {
    if (only.length > 0 && !only.includes(name)) continue
    const started = Date.now()
    say(`· ${name}`)
    await step()
    say(`  ${name} passed, ${Math.round((Date.now() - started) / 1000)} s`)
    takeRetries()
  }
  if (triedAgain) say(`\nPassed, but not at the first attempt. Please look into why:\n${triedAgain}`)
} catch (error) {
  takeRetries()
  if (triedAgain) say(`\nPassed, but not at the first attempt:\n${triedAgain}`)
  say(error.message)
  process.exit(1)
}
