import { expect, test } from 'vitest'
import { noFacets } from '../query/filters'
import type { Facets } from '../request'
import { mergeFacets } from './facets'

const facets = (count: number): Facets => ({
  states: [{ value: 'covered', count }],
  kinds: [{ value: 'thread', count }],
  topics: [{ value: 'networking', name: 'Networking', count }],
  tags: [{ value: 'tls', name: 'tls', count }],
})
const countsOf = ({ states, kinds, topics, tags }: Facets) => [states, kinds, topics, tags].map(([first]) => first?.count)

test('a facet in which something is chosen shows the values that the others leave, the rest shows what is left', () => {
  const counts = (chosen: Partial<typeof noFacets>) => countsOf(mergeFacets(facets(1), facets(9), { ...noFacets, ...chosen }))
  expect(counts({})).toEqual([1, 1, 1, 1])
  expect(counts({ is: ['covered'] })).toEqual([9, 1, 1, 1])
  expect(counts({ kinds: ['thread'] })).toEqual([1, 9, 1, 1])
  expect(counts({ topics: ['networking'] })).toEqual([1, 1, 9, 1])
  expect(counts({ tags: ['tls'] })).toEqual([1, 1, 1, 9])
})
