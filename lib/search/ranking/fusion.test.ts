import { expect, test } from 'vitest'
import { aliasPlace, coveredPlace } from '../../shared/post-places'
import { meantBy, weighed } from './fusion'

const near = (value: number) => ({ value, zScore: 2, chunk: 1 })

test('a way of asking that is only somewhat near means nothing; any other post does', () => {
  for (const place of [aliasPlace + 1, coveredPlace + 7]) {
    expect(meantBy({ groupKind: 'answer', place }, near(0.39))).toBeUndefined()
    expect(meantBy({ groupKind: 'answer', place }, near(0.41))).toEqual(near(0.41))
  }
  expect(meantBy({ groupKind: 'answer', place: 2 }, near(0.1))).toEqual(near(0.1))
  expect(meantBy({ groupKind: 'thread', place: coveredPlace + 7 }, near(0.1))).toEqual(near(0.1))
  expect(meantBy({ groupKind: 'thread', place: 0 }, undefined)).toBeUndefined()
})

test('meaning only adds, needs nearness where no word is held, and stays below an exact term that is lacking', () => {
  expect(weighed(3, undefined, 2)).toBe(3)
  expect(weighed(3, { ...near(0), zScore: -1 }, 2)).toBe(3)
  expect(weighed(0, near(0.39), 2)).toBe(0)
  expect(weighed(0, near(0.41), 2)).toBeGreaterThan(0)
  expect(weighed(3, near(0.9), 2, undefined, 1)).toBeLessThan(5)
})
