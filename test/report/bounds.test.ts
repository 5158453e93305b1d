import path from 'node:path'
import { expect, test } from 'vitest'
import { exceptionsMax, readBounds } from './bounds'
import { type Counted, measure } from './figures'

const { bounds, exceptions } = readBounds()
const figures = measure(path.resolve(import.meta.dirname, '../..'), exceptions)

test.each(Object.keys(bounds) as (keyof Counted)[])('%s: no more than there were', (name) => {
  const advice = '`npm run report -- --list` names each. Where there are fewer now, `npm run report -- --tighten` keeps it so.'
  expect(figures.counted[name], advice).toBeLessThanOrEqual(bounds[name])
})

test('a function that may be longer than others exists and has a reason, and there are few', () => {
  const names = figures.functions.map(({ file, name }) => `${file}#${name}`)
  for (const [name, reason] of Object.entries(exceptions)) {
    expect(names).toContain(name)
    expect(reason.length, name).toBeGreaterThan(20)
  }
  expect(Object.keys(exceptions).length).toBeLessThanOrEqual(exceptionsMax)
})
