import { expect, test } from 'vitest'
import { viewerOf } from '../../../identity/viewer/viewer'
import { noFilters } from '../../query/filters'
import { filterOf } from './filters'

const query = { viewer: viewerOf(1, 'editor'), corpus: { posts: 1, meanLength: 1 }, queryTerms: [], excludedTerms: [], filters: noFilters }

test('an engine that is asked for openings returns no replies, which would take their places', async () => {
  expect(await filterOf(query)).toEqual([])
  expect(await filterOf({ ...query, openingsOnly: true })).toEqual(['opening = true'])
})
