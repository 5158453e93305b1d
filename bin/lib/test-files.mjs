// Runs single test files: browser tests on the production build, all others with the runner of unit tests.
import { build } from '../build.mjs'
import { run } from './steps.mjs'

/** `words` are paths or parts of them, and options for the runner: `lib/shared/slug.test.ts -t accents`. Rejects if a test fails. */
export async function runFiles(words) {
  if (words.every((word) => !/^e2e\/|\.spec\.ts$/.test(word)))
    return run('node', ['node_modules/vitest/vitest.mjs', 'run', ...words], {}, { quiet: false })
  await build()
  // On a desktop, unless another project is asked for. Otherwise every test would also run as on a phone.
  const project = words.some((word) => word.startsWith('--project')) ? [] : ['--project=desktop']
  await run('node', ['node_modules/@playwright/test/cli.js', 'test', ...project, ...words], {}, { quiet: false })
}
