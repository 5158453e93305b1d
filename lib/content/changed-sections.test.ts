import { expect, test } from 'vitest'
import { changedSections } from './changed-sections'

const text = (body: string, title = 'T', summary = '') => ({ title, summary, body })
const before = text('Lead.\n\n## Read the error\n\nIt says why.\n\n## Try again\n\nOnce.\n\n## Ask\n\nSomeone.')

test('the sections that differ are named with their numbers in the newer text, what is new and what went too', () => {
  const after = text('Lead.\n\n## Read the error\n\nIt says what.\n\n## Wait\n\nA while.\n\n## Try again\n\nOnce.')
  expect(changedSections(before, after)).toEqual([
    { number: 1, heading: 'Read the error', how: 'changed' },
    { number: 2, heading: 'Wait', how: 'added' },
    { number: null, heading: 'Ask', how: 'removed' },
  ])
})

test('sources are no change: who reads this may not see them', () => {
  expect(changedSections(before, text(before.body.replace('why.', 'why.[^/threads/1]')))).toEqual([])
})

test('blanks are no change; title, summary and what comes before the first heading are one part', () => {
  expect(changedSections(before, text(before.body.replaceAll('\n\n', '\n\n\n')))).toEqual([])
  for (const after of [text(before.body, 'Another'), text(before.body, 'T', 'Short.'), text(before.body.replace('Lead', 'Begin'))])
    expect(changedSections(before, after)).toEqual([{ number: 0, heading: '', how: 'changed' }])
  expect(changedSections(text('## A\n\n1\n\n## A\n\n2'), text('## A\n\n1\n\n## A\n\n3'))).toEqual([
    { number: 2, heading: 'A', how: 'changed' },
  ])
})
