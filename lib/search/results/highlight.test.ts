import { expect, test } from 'vitest'
import { markAll, markPassage } from './highlight'

const shown = (segments: ReturnType<typeof markAll>) => segments.map(({ text, mark }) => (mark ? `[${text}]` : text)).join('')
const terms = new Map([
  ['kelp', 1],
  ['tide', 1],
])

test('every match is marked, also the first and the last word and two beside each other', () => {
  expect(shown(markAll('Kelp at low tide, kelp tide', terms))).toBe('[Kelp] at low [tide], [kelp] [tide]')
  expect(shown(markAll('nothing of that', terms))).toBe('nothing of that')
})

test('a passage is cut where the matches are, at whole words, with an ellipsis on each side', () => {
  const filler = 'word '.repeat(100)
  const passage = shown(markPassage(`${filler}kelp and the tide ${filler}`, terms))
  expect(passage).toMatch(/^… (?:word )+\[kelp\] and the \[tide\](?: word)+ …$/)
  expect(shown(markPassage(`kelp ${filler}`, terms))).toMatch(/^\[kelp\](?: word)+ …$/)
})
