import { expect, test } from 'vitest'
import { type DemandFigures, demandOf } from './demand'

const demand = (figures: Partial<DemandFigures>) =>
  demandOf({ threads: 4, asking: 4, unanswered: 0, views: 0, history: 0, searches: 0, ...figures })

test('a thread more counts one, whoever reads it', () => {
  expect(demand({})).toBe(4)
  expect(demand({ threads: 5, asking: 5 })).toBe(5)
  expect(demand({ threads: 0, asking: 0, views: 1_000, searches: 30 }), 'all is covered').toBe(0)
})

test('ten views, a hundred older ones twice over, or one search count as one thread, and more of them by their logarithm', () => {
  expect(demand({ views: 10 })).toBe(5)
  expect(demand({ views: 70 })).toBe(7)
  expect(demand({ history: 300 })).toBe(5)
  expect(demand({ searches: 1 })).toBe(5)
  expect(demand({ searches: 7 })).toBe(7)
  expect(demand({ views: 10, history: 300, searches: 1 })).toBe(7)
})

test('what is read very often does not outweigh what many ask', () => {
  expect(demand({ threads: 1, asking: 1, views: 5_110 })).toBe(10)
  expect(demand({ threads: 12, asking: 12, views: 10 })).toBeGreaterThan(demand({ threads: 1, asking: 1, views: 5_110 }))
})

test('unanswered threads raise it by up to a half, and what asks nothing brings all of it down', () => {
  expect(demand({ unanswered: 4 })).toBe(6)
  expect(demand({ unanswered: 2 })).toBe(5)
  expect(demand({ asking: 2, views: 10 })).toBe(2.5)
  expect(demand({ asking: 0, views: 1_000, searches: 100 })).toBe(0)
})
