import { expect, test } from 'vitest'
import { questionsOf } from './find'
import { excluding, wordOf } from './terms'

test('a term is one word of the engine, whatever it is made of', () => {
  expect(wordOf('c++')).toBe('cx2bxx2bx')
  expect(wordOf('straße')).toBe('straße')
})

test.each([
  ['Thai', 'ก'],
  ['Chinese', '漢'],
  ['emoji', '🪁'],
  ['signs', '_'],
  ['letters', 'ế'],
])('the longest term of %s is within what the engine reads, and another than one that begins alike', (_name, sign) => {
  const term = sign.repeat(60).slice(0, 60)
  expect(Buffer.byteLength(wordOf(term))).toBeLessThanOrEqual(240)
  expect(wordOf(`${term.slice(0, 56)}abcd`)).not.toBe(wordOf(term))
})

test('what is left out and what is searched are ten words together', () => {
  expect(excluding(['node.js', 'nodejs', 'a', 'b', 'c'])).toMatchObject({ room: 6, without: ['-nodex2exjs', '-nodejs', '-a', '-b'] })
})

test('all words together may find three hundred posts, twice as many where there are only two words, shared among synonyms', () => {
  const words = (count: number, terms = (i: number) => [`word${i}`]) =>
    Array.from({ length: count }, (_, i) => ({ typed: `word${i}`, terms: terms(i), posts: 10 + i, weight: 1 }))
  const together = (queryTerms: ReturnType<typeof words>) =>
    questionsOf(queryTerms, [])
      .filter(({ strategy }) => strategy === 'frequency')
      .map(({ limit }) => limit)
  expect(together(words(2))).toEqual([600])
  expect(together(words(3))).toEqual([300])
  expect(together(words(3, (i) => (i === 1 ? ['word1', 'same', 'alike'] : [`word${i}`])))).toEqual([100, 100, 100])
})
