import { expect, test } from 'vitest'
import { isEmptyQuery, parseQuery } from './parse'

test('words, phrases, exclusions and operators are told apart', () => {
  expect(
    parseQuery('tls "connection reset" -simulator -"old text" tag:ssl topic:networking by:Ada is:covered after:2026-03 before:2027'),
  ).toMatchObject({
    words: 'tls',
    phrases: ['connection reset'],
    excluded: ['simulator', 'old text'],
    tags: ['ssl'],
    topics: ['networking'],
    by: ['Ada'],
    is: ['covered'],
    after: new Date('2026-03-01T00:00:00Z'),
    before: new Date('2027-01-01T00:00:00Z'),
    notices: [],
  })
})

test('a minus before a number belongs to the number', () => {
  expect(parseQuery('-65570')).toMatchObject({ words: '-65570', excluded: [] })
})

test('an unknown operator is said and searched as a word', () => {
  const parsed = parseQuery('version:18 crash')
  expect(parsed.words).toBe('version:18 crash')
  expect(parsed.notices).toEqual(['version: is not an operator. It was searched as a word.'])
})

test('a wrong value is said', () => {
  expect(parseQuery('is:nice').notices[0]).toContain('is:nice is not known')
  expect(parseQuery('after:2026-13').notices[0]).toContain('after:2026-13 is not a date')
})

test('code with colons is no operator', () => {
  expect(parseQuery('std::string https://a.b')).toMatchObject({ words: 'std::string https://a.b', notices: [] })
})

test('nothing is an empty query', () => {
  expect(isEmptyQuery(parseQuery('  '))).toBe(true)
  expect(isEmptyQuery(parseQuery('is:covered'))).toBe(false)
})

test('typographic quotes are quotes, in any language', () => {
  for (const text of ['“connection reset”', '„connection reset“', '«connection reset»', '”connection reset”'])
    expect(parseQuery(text), text).toMatchObject({ words: '', phrases: ['connection reset'] })
  expect(parseQuery('-“old text” a')).toMatchObject({ words: 'a', excluded: ['old text'], minusWords: [] })
})

test('a command is kept as it was typed beside what its minuses may mean', () => {
  expect(parseQuery('gcc -Wall -O2 "a b" tag:c')).toMatchObject({
    words: 'gcc',
    excluded: ['Wall', 'O2'],
    minusWords: ['Wall', 'O2'],
    asTyped: 'gcc -Wall -O2',
    phrases: ['a b'],
  })
})
