import { type ChosenFacets, facetWords, type SearchRequest } from '../../search'
import { queryLengthMax, storable, urls } from '../../shared'

/** More values of one kind no search page takes. */
const valuesMax = 20
const valueLengthMax = 100

type Query = { text: string; facets: ChosenFacets; exact: boolean; minus: 'excluded' | 'typed' | null }

/**
 * Returns the parameters of a search page in the form that is saved: without order and page, so that one search is saved once. Null if they
 * ask for nothing.
 */
export function savedQuery(parameters: URLSearchParams): string | null {
  const parts = readQuery(parameters)
  return parts.text === '' ? null : (addressOf(parts).split('?')[1] ?? null)
}

/** Returns what a saved search searches for. */
export function requestOf(query: string): SearchRequest {
  const { text, facets, exact, minus } = readQuery(new URLSearchParams(query))
  return { text, facets, asWritten: exact, reading: minus ?? undefined }
}

/** Returns the address of the page with its results. */
export function savedSearchAddress(query: string | URLSearchParams): string {
  return addressOf(readQuery(new URLSearchParams(query)))
}

/** Returns a saved search in words: what was typed, and how it was narrowed. */
export function savedSearchWords(query: string | URLSearchParams): string {
  const { text, facets } = readQuery(new URLSearchParams(query))
  return [text, ...facetWords(facets)].join(', ')
}

function readQuery(parameters: URLSearchParams): Query {
  const values = (name: string) =>
    [...new Set(parameters.getAll(name).map((value) => storable(value).trim().slice(0, valueLengthMax)))]
      .filter(Boolean)
      .sort()
      .slice(0, valuesMax)
  const among = <T extends string>(name: string, known: readonly T[]) => known.filter((value) => values(name).includes(value))
  const minus = parameters.get('minus')
  return {
    text: storable(parameters.get('q') ?? '')
      .trim()
      .slice(0, queryLengthMax),
    facets: {
      topics: values('topic'),
      tags: values('tag'),
      is: among('is', ['covered', 'answered', 'unanswered'] as const),
      kinds: among('kind', ['answer', 'thread'] as const),
    },
    exact: parameters.get('exact') === '1',
    minus: minus === 'excluded' || minus === 'typed' ? minus : null,
  }
}

function addressOf({ text, facets: { topics, tags, is, kinds }, exact, minus }: Query): string {
  return urls.search(text, { topic: topics, tag: tags, is, kind: kinds, exact: exact ? '1' : undefined, minus: minus ?? undefined })
}
