import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { choose } from './choose'
import { mutantsOf, mutated } from './mutants'
import { importers, relatedTests } from './related-tests'
import { openResults, type Result, reportOf } from './results'

const changesOf = (source: string) => mutantsOf('lib/a.ts', source).map((mutant) => mutated(source, mutant))

test('conditions, operators, numbers and calls are changed one at a time, types and what is only said are not', () => {
  expect(new Set(changesOf('if (a < 2 && !b) await save(c)'))).toEqual(
    new Set([
      'if (true) await save(c)',
      'if (false) await save(c)',
      'if (a <= 2 && !b) await save(c)',
      'if (a < 0 && !b) await save(c)',
      'if (a < 2 || !b) await save(c)',
      'if (a < 2 && b) await save(c)',
      'if (a < 2 && !b) ',
    ]),
  )
  expect(changesOf(`import a from 'where'\ntype T = 1 | 2\nlog('info', 'said', { n: 1 })\nconst x = y as T`)).toEqual([])
  expect(changesOf('const x = y ?? z')).toEqual(['const x = y'])
  expect(changesOf('list.some(test)\n')).toEqual(['\n', 'list.every(test)\n'])
})

test('a condition of SQL is left out or turned round, and words that only look like SQL stay', () => {
  const sql = 'query(`select 1 from thread t where t.id = $1 and t.hidden_at is null order by t.id desc`)'
  const changed = mutantsOf('lib/a.ts', `x = ${sql}`).map(({ before, after }) => [before, after])
  expect(changed).toEqual([
    [' and t.hidden_at is null', ''],
    ['is null', 'is not null'],
    ['desc', 'asc'],
  ])
  expect(changesOf(`x = 'this and that is null'`)).toEqual([])
  expect(changesOf('x = `select 1 where a and b > now() - c`')).toEqual([])
})

test('the same seed chooses the same, another one others, and more hold the fewer', () => {
  const mutants = Array.from({ length: 60 }, (_, i) => mutantsOf(`lib/${i}.ts`, `export const x = a < ${i + 2}`)).flat()
  const ids = (seed: number, count: number) => choose(mutants, seed, count).map(({ id }) => id)
  expect(ids(1, 20)).toEqual(ids(1, 20))
  expect(ids(1, 40).slice(0, 20)).toEqual(ids(1, 20))
  expect(ids(2, 20)).not.toEqual(ids(1, 20))
  expect(new Set(ids(1, 120)).size).toBe(120)
})

test('tests are those that import the file, the nearest first, and first of all those that have noticed changes', () => {
  const users = new Map([
    ['lib/a/one.ts', ['lib/a/two.ts', 'lib/a/one.test.ts']],
    ['lib/a/two.ts', ['lib/b/far.test.ts', 'lib/a/two.test.ts', 'test/help.ts']],
    ['test/help.ts', ['lib/a/helped.test.ts']],
    ['lib/b/three.ts', ['lib/b/three.test.ts']],
  ])
  const tests = relatedTests('lib/a/one.ts', users, { countMax: 9, stepsMax: 3 })
  expect(tests).toEqual(['lib/a/one.test.ts', 'lib/a/helped.test.ts', 'lib/a/two.test.ts', 'lib/b/far.test.ts'])
  expect(relatedTests('lib/a/one.ts', users, { countMax: 1, stepsMax: 3, noticed: (test) => (test.includes('far') ? 1 : 0) })).toEqual([
    'lib/b/far.test.ts',
  ])
  expect(relatedTests('lib/a/one.ts', users, { countMax: 9, stepsMax: 1 })).toEqual(['lib/a/one.test.ts'])
  expect(relatedTests('tools/mutate/choose.ts', importers(), { countMax: 9, stepsMax: 2 })).toContain('tools/mutate/mutate.test.ts')
})

test('a run goes on where one was cut short, and the report names what nobody noticed', () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-results-')), 'results.jsonl')
  const result = (id: string, outcome: Result['outcome']): Result => ({
    ...{ id, file: 'lib/a.ts', line: 3, before: 'a < b', after: 'a <= b', outcome, by: null, reason: '', seconds: 1 },
  })
  const first = openResults(file)
  for (const outcome of ['killed', 'timeout', 'survived', 'untested'] as const) first.add(result(outcome, outcome))
  fs.appendFileSync(file, '{"id":"cut sh')
  const { known } = openResults(file)
  expect([...known.keys()]).toEqual(['killed', 'timeout', 'survived', 'untested'])
  const report = reportOf([...known.values()])
  expect(report).toContain('4 mutants: 2 noticed (1 by going on for ever), 1 survived, 1 without a test.')
  expect(report).toContain('Score: 50.0 %')
  expect(report.match(/lib\/a\.ts:3 {2}"a < b" → "a <= b"/g)).toHaveLength(2)
  fs.rmSync(path.dirname(file), { recursive: true })
})
