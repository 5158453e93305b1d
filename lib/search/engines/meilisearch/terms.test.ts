import { expect, test } from 'vitest'
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
