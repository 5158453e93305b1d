import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { SearchResult } from '@/lib/search'
import { noFacets } from '@/lib/search/filters'
import { MinusReading } from './minus-reading'
import { NothingFound } from './nothing-found'
import type { SearchState } from './search-state'

const state = (text: string): SearchState => ({ text, facets: noFacets, sort: 'relevance', page: 1, asWritten: false, minus: null })
const textOf = (html: string) => html.replace(/<[^>]*>/g, '').replace(/&#x27;/g, '’')
const minus = (reading: 'excluded' | 'typed', words: string[], hasOther = true) =>
  renderToStaticMarkup(createElement(MinusReading, { minus: { reading, words, hasOther }, state: state('tar -xvf') }))
const nothing = (text: string, found: Partial<SearchResult>) =>
  renderToStaticMarkup(
    createElement(NothingFound, { state: state(text), result: { phrases: [], minus: null, ...found } as SearchResult, chosen: '' }),
  )

test('the page says which reading of a minus was used, and links the other', () => {
  expect(textOf(minus('excluded', ['xvf']))).toBe('Posts with xvf are left out. Search for this word too')
  expect(minus('excluded', ['xvf'])).toContain('minus=typed')
  expect(textOf(minus('typed', ['Wall', 'O2']))).toBe(
    'Searched as typed: -Wall and -O2 are looked for. Leave out posts with these words instead',
  )
  expect(minus('typed', ['Wall', 'O2'])).toContain('minus=excluded')
  expect(textOf(minus('typed', ['xvf'], false)).trim(), 'where nothing else was asked for').toBe('Searched as typed: -xvf is looked for.')
})

test('where nothing is found the page says no more than is so', () => {
  expect(textOf(nothing('qwxzjk', {}))).toContain('No post has these words.')
  expect(textOf(nothing('“old text” a', { phrases: ['old text'] }))).toContain('No post has “old text” word for word')
  expect(nothing('“old text” a', { phrases: ['old text'] })).toContain('q=old+text+a')
  const excluded = { minus: { reading: 'excluded' as const, words: ['xvf'], hasOther: true } }
  expect(textOf(nothing('tar -xvf', excluded))).not.toContain('No post has these words')
  expect(nothing('tar -xvf', excluded)).toContain('minus=typed')
})
