import { expect, test } from 'vitest'
import { shownPages } from './shown-pages'

test('the numbers of few pages are all there', () => {
  expect(shownPages(1, 1)).toEqual([1])
  expect(shownPages(3, 15)).toEqual(Array.from({ length: 15 }, (_, i) => i + 1))
})

test('of many pages the first, the last and those around the reader are there, as many items wherever the reader is', () => {
  expect(shownPages(1, 40)).toEqual([1, 2, 3, 4, 5, 6, 'gap after', 40])
  expect(shownPages(20, 40)).toEqual([1, 'gap before', 18, 19, 20, 21, 22, 'gap after', 40])
  expect(shownPages(40, 40)).toEqual([1, 'gap before', 35, 36, 37, 38, 39, 40])
  for (let page = 1; page <= 40; page++) {
    const shown = shownPages(page, 40)
    expect(shown, `page ${page}`).toContain(page)
    expect(new Set(shown).size, `page ${page}`).toBe(shown.length)
    expect(shown.length, `page ${page}`).toBeLessThanOrEqual(9)
  }
})
