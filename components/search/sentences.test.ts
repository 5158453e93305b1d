import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { SearchResult } from '@/lib/search'
import { noFacets } from '@/lib/search/query/filters'
import { parseQuery } from '@/lib/search/query/parse'
import { MinusReading } from './minus-reading'
import { NothingFound } from './nothing-found'
import type { SearchState } from './search-state'

const state = (text: string): SearchState => ({ text, facets: noFacets, sort: 'relevance', page: 1, asWritten: false, minus: null })
const textOf = (html: string) => html.replace(/<[^>]*>/g, '').replace(/&#x27;/g, '’')
const minus = (reading: 'excluded' | 'typed', words: string[], hasOther = true) =>
  renderToStaticMarkup(createElement(MinusReading, { minus: { reading, words, hasOther }, state: state('tar -xvf') }))
const nothing = (text: string, found: Partial<SearchResult>, chosen = '') => {
  // What the query itself says is read from it, as the search does.
  const { phrases, excluded, operators, withoutOperators } = parseQuery(text)
  const result = { phrases, excluded, operators, withoutOperators, minus: null, ...found } as SearchResult
  return renderToStaticMarkup(createElement(NothingFound, { state: state(text), result, chosen }))
}

test('the page says which reading of a minus was used, and links the other', () => {
  expect(textOf(minus('excluded', ['xvf']))).toBe('Posts with xvf are left out. Search for this word too')
  expect(minus('excluded', ['xvf'])).toContain('minus=typed')
  expect(textOf(minus('typed', ['Wall', 'O2']))).toBe('Searched for -Wall and -O2 as typed. Leave out posts with these words instead')
  expect(minus('typed', ['Wall', 'O2'])).toContain('minus=excluded')
  expect(textOf(minus('typed', ['xvf'], false)).trim(), 'where nothing else was asked for').toBe('Searched for -xvf as typed.')
})

test('where nothing is found the page says no more than is so', () => {
  expect(textOf(nothing('qwxzjk', {}))).toContain('No post has these words.')
  expect(textOf(nothing('“old text” a', { phrases: ['old text'] }))).toContain('No post has “old text” word for word')
  expect(nothing('“old text” a', { phrases: ['old text'] })).toContain('q=old+text+a')
  const excluded = { minus: { reading: 'excluded' as const, words: ['xvf'], hasOther: true } }
  expect(textOf(nothing('tar -xvf', excluded))).not.toContain('No post has these words')
  expect(nothing('tar -xvf', excluded)).toContain('minus=typed')
})

test.each([
  ['router by:alice', 'by:alice', 'router'],
  ['tls before:2020', 'before:2020', 'tls'],
  ['is:covered router', 'is:covered', 'router'],
  ['topic:network "old text"', 'topic:network', '%22old+text%22'],
  ['tag:tls tar -xvf by:alice', 'tag:tls by:alice', 'tar+-xvf'],
])('%s finds nothing: the page blames the operator, not the words, and links the words alone', (text, operators, words) => {
  const html = nothing(text, {})
  expect(textOf(html)).toContain(`No post that fits ${operators} was found for this search. Search for the words alone`)
  expect(textOf(html)).not.toContain('has these words')
  expect(html).toContain(`q=${words}&quot;`.replace('&quot;', '"'))
})

test('operators alone, with facets, and what is no operator', () => {
  expect(textOf(nothing('tag:tls', {}))).toContain('No post that fits tag:tls was found. See the topics')
  expect(textOf(nothing('router by:alice', {}, 'in network'))).toContain('No post in network that fits by:alice was found for this search.')
  expect(textOf(nothing('router', {}, 'in network'))).toContain('No post in network was found for this search. Search everywhere')
  for (const text of ['router colour:red', 'router is:purple', 'router before:never', '"by:alice"'])
    expect(textOf(nothing(text, {})), text).not.toContain('that fits')
  expect(textOf(nothing('router -"old text"', {}))).toContain('those with “old text” are left out')
})
