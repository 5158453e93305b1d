import { expect, test } from 'vitest'
import type { SourceAnswer } from '../source'
import { checkAnswer } from './check-answer'
import { Problems } from './note-problems'

const day = new Date('2026-01-01T00:00:00Z')
const answer: SourceAnswer = {
  kind: 'answer',
  externalId: 'a',
  title: 'All about numbats',
  summary: ' Short. ',
  body: 'They dig.',
  topic: { externalId: '1', name: 'Marsupials' },
  tags: ['numbat', ' '],
  createdAt: day,
  revisedAt: new Date(Number.NaN),
  boosts: -3,
  views: 2,
  history: [{ note: 'First.', createdAt: day }],
}

function checked(more: Partial<SourceAnswer>) {
  const problems = new Problems({ file: 'a.json', position: 'answer a' })
  return {
    answer: checkAnswer({ ...answer, ...more }, problems),
    problems: problems.list.map(({ message, kept = false }) => [message, kept]),
  }
}

test('an answer keeps what can be stored, and what is missing is taken from beside it', () => {
  expect(checked({})).toMatchObject({
    answer: { title: 'All about numbats', summary: 'Short.', tags: ['numbat'], createdAt: day, revisedAt: day, boosts: 0, views: 2 },
    problems: [],
  })
  expect(checked({ title: '' })).toMatchObject({ answer: { title: 'They dig.' }, problems: [[expect.stringContaining('beginning'), true]] })
})

test('an answer without text or date is left out, and told once', () => {
  expect(checked({ title: '', body: ' ' })).toEqual({ answer: null, problems: [[expect.stringContaining('empty'), false]] })
  expect(checked({ body: ' ' })).toEqual({ answer: null, problems: [[expect.stringContaining('empty'), false]] })
  expect(checked({ createdAt: new Date(Number.NaN), history: [] })).toEqual({
    answer: null,
    problems: [['The answer has no readable date.', false]],
  })
})
