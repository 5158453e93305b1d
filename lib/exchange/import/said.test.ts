import { expect, test } from 'vitest'
import { isOlderForm, isSeenMore } from './said'

const age = (latest: string, views?: number) => ({ latest, views }) as Parameters<typeof isOlderForm>[0]

test('a form with more views is newer; without views on both sides nothing is certain', () => {
  expect(isSeenMore(age('2024', 5), age('2024', 6))).toBe(true)
  expect(isSeenMore(age('2024', 5), age('2024', 5))).toBe(false)
  expect(isSeenMore(age('2024', 6), age('2024', 5))).toBe(false)
  expect(isSeenMore(age('2024'), age('2024', 5))).toBe(false)
  expect(isSeenMore(age('2024', 5), age('2024'))).toBe(false)
  expect(isSeenMore(undefined, age('2024', 5))).toBe(false)
  expect(isSeenMore(age('2024', 5), undefined)).toBe(false)
})

test('a form is older by its last post, unless the source has removed that post since', () => {
  expect(isOlderForm(age('2024-02', 5), age('2024-01', 4))).toBe(true)
  expect(isOlderForm(age('2024-02', 5), age('2024-01', 9)), 'seen more: the last post was removed').toBe(false)
  expect(isOlderForm(age('2024-01', 5), age('2024-02', 9))).toBe(false)
  expect(isOlderForm(age('2024-01', 5), age('2024-01', 4)), 'the same post, seen less').toBe(true)
  expect(isOlderForm(age('2024-01', 5), age('2024-01', 5))).toBe(false)
  expect(isOlderForm(undefined, age('2024-01', 5))).toBe(false)
})
