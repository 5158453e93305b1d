import { expect, test } from 'vitest'
import { trendOf } from './trend'

const long = { days: 30, countedDays: 60 }

test('a trend compares a period with the one before', () => {
  expect(trendOf(40, 20, long)).toBe('soaring')
  expect(trendOf(39, 20, long)).toBe('rising')
  expect(trendOf(24, 20, long)).toBe('rising')
  expect(trendOf(23, 20, long)).toBe('steady')
  expect(trendOf(20, 23, long)).toBe('steady')
  expect(trendOf(20, 24, long)).toBe('falling')
  expect(trendOf(0, 20, long)).toBe('falling')
})

test('no trend is made up where both periods are not counted, or few views are there', () => {
  expect(trendOf(900, 0, { days: 30, countedDays: 59 })).toBe('early')
  expect(trendOf(19, 0, long)).toBe('few')
  expect(trendOf(20, 0, long)).toBe('soaring')
})
