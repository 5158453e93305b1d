import { expect, test } from 'vitest'
import { quoteAt } from './quote-at'

test('a quotation is parted from what stands before it, and leaves a line to write on', () => {
  for (const [before, text] of [
    ['', '> said\n\n'],
    ['I think', '\n\n> said\n\n'],
    ['I think\n', '\n> said\n\n'],
    ['I think\n\n', '> said\n\n'],
  ] as const)
    expect(quoteAt({ value: `${before}after`, selectionStart: before.length }, '> said'), before).toBe(text)
})
