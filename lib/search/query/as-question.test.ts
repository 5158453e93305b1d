import { expect, test } from 'vitest'
import { asQuestion } from './as-question'
import { parseQuery } from './parse'

const questionFrom = (query: string, reading: 'excluded' | 'typed' = 'excluded') => asQuestion(parseQuery(query).withoutOperators, reading)

test.each([
  ['kettle topic:kitchen whistles tag:steam is:unanswered', 'kettle whistles'],
  ['“will not boil” kettle', 'will not boil kettle'],
  ['kettle -gas lid -"only when full" -65570', 'kettle lid -65570'],
  ['topic:kitchen', ''],
  ['-gas', ''],
  ['a stray " quote', 'a stray quote'],
  ['kettle colour:red', 'kettle colour:red'],
])('the query %s asks “%s”', (query, title) => {
  expect(questionFrom(query)).toBe(title)
})

test('options of a command that were searched as typed are kept', () => {
  expect(questionFrom('tar -xvf "no space"', 'typed')).toBe('tar -xvf no space')
})

test('a long query is cut between words, and a key without spaces between characters', () => {
  expect(asQuestion(`${'word '.repeat(70)}end`, 'excluded')).toBe('word '.repeat(60).trim())
  expect(asQuestion(`a${'😀'.repeat(200)}`, 'excluded')).toBe(`a${'😀'.repeat(149)}`)
})
