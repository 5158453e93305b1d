import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

// A test fails for what it asserts, never because a machine is slow or does other work besides: docs/testing.md.

const root = path.resolve(import.meta.dirname, '..')

const isTestCode = (file: string) => /^(e2e|test)\/.*\.ts$|\.test\.tsx?$|(?:^|\/|typed-)contract\.ts$/.test(file)
const files = ['e2e', 'test', 'lib', 'tools', 'components', 'app', 'bin'].flatMap((folder) =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(folder, file))
    .filter((file) => isTestCode(file) && file !== 'test/time-limits.test.ts'),
)

/** What a test must not do, and what it does instead. */
const rules: { what: string; found: RegExp; instead: string; except?: Record<string, string> }[] = [
  {
    what: 'a fixed wait',
    found: /waitForTimeout\(|new Promise(?:<\w+>)?\(\(?(\w+)\)? => setTimeout\(\1|timers\/promises/,
    instead: 'wait for the cause: `eventually`, `openUntil`, `workerCaughtUp`; `someTime` only where any moment will do',
    except: {
      'test/eventually.ts': 'someTime',
      'e2e/support/start-site.ts': 'asks again until the site searches, before any test',
      'test/image/try-image.ts': 'asks again until the site is ready',
      'test/dev/running-copy.ts': 'looks again until a change is seen',
    },
  },
  {
    what: 'a time limit of its own',
    found: /\btimeout:|\.setTimeout\(|testTimeout|hookTimeout|test\.slow\(|^ *\}, [\d_]{4,}\)|AbortSignal\.timeout\(/m,
    instead: 'leave it to playwright.config.ts and vitest.config.ts, whose limits only end what hangs',
    except: {
      'test/eventually.ts': 'the one limit of unit tests that wait',
      'test/meilisearch.ts': 'takes a limit away',
      'e2e/hostile-texts.spec.ts': 'thousands of texts, when they are asked for',
    },
  },
  {
    what: 'a wait with the runner’s own short limit',
    found: /vi\.wait(?:For|Until)\(|\.toPass\(|\.waitTask\(\)/,
    instead: '`eventually` of test/eventually.ts or e2e/support/eventually.ts, `untilDone` of test/meilisearch.ts',
    except: { 'test/eventually.ts': 'is it', 'e2e/support/eventually.ts': 'is it' },
  },
  {
    what: 'a measured time',
    found: /performance\.now\(\) - |Date\.now\(\) - (?!\d)(?!.*86_400_000)|hrtime/,
    instead:
      'assert the cause: how often something was asked, or that an answer comes although another never does; figures belong into `npm run bench`',
  },
]

for (const { what, found, instead, except = {} } of rules)
  test(`no test has ${what}`, () => {
    const offences = files
      .filter((file) => !(file in except))
      .flatMap((file) => {
        const match = found.exec(fs.readFileSync(path.join(root, file), 'utf8'))
        return match ? [`${file}: ${match[0].trim()}`] : []
      })
    expect(offences, instead).toEqual([])
  })

test('the rules know what they forbid', () => {
  const bad = [
    ['await page.waitForTimeout(200)', 'await new Promise((resolve) => setTimeout(resolve, 50))'],
    ['toBeVisible({ timeout: 300 })', 'test.setTimeout(90_000)', '}, 120_000)'],
    ['await vi.waitFor(() => x)', 'expect(look).toPass()', 'task.waitTask()'],
    ['expect(performance.now() - started).toBeLessThan(600)', 'expect(Date.now() - started)'],
  ]
  for (const [i, examples] of bad.entries()) for (const each of examples) expect(each, rules[i]?.what).toMatch(rules[i]?.found as RegExp)
  expect('new Date(Date.now() - 3 * 86_400_000)').not.toMatch(rules[3]?.found as RegExp)
})

test('no test leaves a name behind that a second attempt would meet: what it makes has a mark of its own', () => {
  for (const file of files.filter((each) => /^e2e\/.*\.spec\.ts$/.test(each))) {
    const text = fs.readFileSync(path.join(root, file), 'utf8')
    // What a site of one's own holds goes with it.
    if (text.includes('anOwnSite(')) continue
    expect(text, `${file} makes an account under a fixed name: signInAs, or own('…')`).not.toMatch(/act(?:<[^(]*>)?\('account', ['"]/)
    expect(text, `${file} writes a fixed mail address into a form that makes an account`).not.toMatch(
      /fill\('[^']+@example\.org'\)[\s\S]{0,200}Make the account/,
    )
  }
})
