import { type ChosenFacets, facetWords, type Reading, type SearchSort } from '@/lib/search'
import { urls } from '@/lib/shared'

/** The state of a search page, as its address contains it. */
export type SearchState = {
  text: string
  facets: ChosenFacets
  sort: SearchSort
  page: number
  asWritten: boolean
  /** How words with a minus are read; with null, search decides. */
  minus: Reading | null
}

/** Returns the address of a search page, without defaults. A change of anything but the page leads back to the first page. */
export function searchHref(state: SearchState, change: Partial<SearchState> = {}): string {
  const next = { ...state, page: 1, ...change }
  return urls.search(next.text, {
    topic: next.facets.topics,
    tag: next.facets.tags,
    is: next.facets.is,
    kind: next.facets.kinds,
    sort: next.sort === 'relevance' ? undefined : next.sort,
    page: next.page > 1 ? String(next.page) : undefined,
    exact: next.asWritten ? '1' : undefined,
    minus: next.minus ?? undefined,
  })
}

/** Returns the chosen facets in words, for the line above the results. */
export function chosenWords({ facets }: SearchState): string {
  return facetWords(facets).join(', ')
}
