import { expect, test } from 'vitest'
import { countUntyped } from './count-untyped'
import { hasManyParameters, isTooLong, measureFunctions } from './measure-functions'
import { deepImports, importCycles, readImports } from './read-imports'
import { parseSource } from './read-source'

const long = (lines: number) => `export function long() {\n${'  step()\n'.repeat(lines - 2)}}\n`

test('a function is measured from its first word to its last bracket, and JSX files may have longer ones', () => {
  const [found] = measureFunctions([parseSource('lib/a.ts', `// first\n${long(61)}`)])
  expect(found).toMatchObject({ name: 'long', line: 2, lines: 61, parameters: 0 })
  const tooLong = (file: string, lines: number) => measureFunctions([parseSource(file, long(lines))]).map(isTooLong)
  expect([tooLong('lib/a.ts', 60), tooLong('lib/a.ts', 61)]).toEqual([[false], [true]])
  expect([tooLong('app/a.tsx', 80), tooLong('app/a.tsx', 81)]).toEqual([[false], [true]])
})

test('parameters of functions, arrows and methods count, `this` does not', () => {
  const text = `
    function four(this: Room, a: A, b: B, c: C, d: D) {}
    const five = (a, b, { c, d }, e = 1, ...rest) => a
    class Room { six(a, b, c, d, e, f) {} }`
  const found = measureFunctions([parseSource('lib/a.ts', text)])
  expect(found.map(({ name, parameters }) => [name, parameters])).toEqual([
    ['four', 4],
    ['five', 5],
    ['six', 6],
  ])
  expect(found.map(hasManyParameters)).toEqual([false, true, true])
})

test('a query whose rows nobody reads needs no type, and `as const` is no cast', () => {
  const text = `
    await client.query('select 1')
    const { rows } = await client.query('select 2')
    const typed = await client.query<Row>('select 3')
    const raw = await db().$queryRaw\`select 4\`
    const safe = await db().$queryRaw<Row[]>\`select 5\`
    const cast = raw as Row[]
    const names = ['a'] as const`
  const { queries, typedQueries, casts } = countUntyped([parseSource('lib/a.ts', text)])
  expect(queries).toEqual(['lib/a.ts:3', 'lib/a.ts:5'])
  expect(typedQueries).toBe(2)
  expect(casts).toEqual(['lib/a.ts:7'])
})

test('an import past the index of another room is deep, one within the room or of the index is not', () => {
  const graph = readImports([
    parseSource('lib/search/index.ts', "export * from './query/parse'"),
    parseSource('lib/search/query/parse.ts', "import { env } from '../../platform/env'"),
    parseSource('lib/platform/env/index.ts', ''),
    parseSource('lib/platform/env/fields.ts', "import { search } from '../../search'"),
    parseSource('app/page.tsx', "import { parse } from '@/lib/search/query/parse'\nimport React from 'react'"),
  ])
  expect(deepImports(graph)).toEqual([{ from: 'app/page.tsx', to: 'lib/search/query/parse.ts' }])
})

test('files that import each other, directly or through others, are one circle', () => {
  const graph = readImports([
    parseSource('lib/a.ts', "import './b'"),
    parseSource('lib/b.ts', "import './c'"),
    parseSource('lib/c.ts', "import './a'\nimport './d'"),
    parseSource('lib/d.ts', ''),
  ])
  expect(importCycles(graph)).toEqual([['lib/a.ts', 'lib/b.ts', 'lib/c.ts']])
})
