import { expect, test } from 'vitest'
import { fuseScores, ignoreWeakAlias } from './fusion'

const near = (value: number) => ({ value, zScore: 2, chunk: 1 })

test('a way of asking that is only somewhat near means nothing; any other post does', () => {
  for (const kind of ['alias', 'covered_title'] as const) {
    expect(ignoreWeakAlias({ kind }, near(0.39))).toBeUndefined()
    expect(ignoreWeakAlias({ kind }, near(0.41))).toEqual(near(0.41))
  }
  for (const kind of ['opening', 'reply', 'head', 'section'] as const) expect(ignoreWeakAlias({ kind }, near(0.1))).toEqual(near(0.1))
  expect(ignoreWeakAlias({ kind: 'alias' }, undefined)).toBeUndefined()
})

test('meaning only adds, needs nearness where no word is held, and stays below an exact term that is lacking', () => {
  expect(fuseScores(3, undefined, { scoreStdDev: 2 })).toBe(3)
  expect(fuseScores(3, { ...near(0), zScore: -1 }, { scoreStdDev: 2 })).toBe(3)
  expect(fuseScores(0, near(0.39), { scoreStdDev: 2 })).toBe(0)
  expect(fuseScores(0, near(0.41), { scoreStdDev: 2 })).toBeGreaterThan(0)
  expect(fuseScores(3, near(0.9), { scoreStdDev: 2, cap: 1 })).toBeLessThan(5)
})
