import { expect, test } from 'vitest'
import { changeTo } from './change-to'

test('a change is no larger than what differs, and makes the one text of the other', () => {
  for (const [now, next, change] of [
    ['words', 'words', []],
    ['', 'new', { from: 0, to: 0, insert: 'new' }],
    ['some words', 'some **words**', { from: 5, to: 10, insert: '**words**' }],
    ['aa', 'aaa', { from: 2, to: 2, insert: 'a' }],
    ['aaa', 'aa', { from: 2, to: 3, insert: '' }],
    ['abc', 'axc', { from: 1, to: 2, insert: 'x' }],
  ] as const) {
    const found = changeTo(now, next)
    expect(found).toEqual(change)
    if ('from' in found) expect(now.slice(0, found.from) + found.insert + now.slice(found.to)).toBe(next)
  }
})
