import { expect, test } from 'vitest'
import { aThread } from '../../../../test/factories'
import { viewerOf } from '../../../identity/viewer/viewer'
import { noFilters } from '../../query/filters'
import { find } from './find'

const wordIn = (posts: number) => ({
  viewer: viewerOf(1, 'editor'),
  corpus: { posts: 9_000, meanLength: 9 },
  queryTerms: [{ typed: 'kelp', terms: ['kelp'], posts, weight: 1 }],
  excludedTerms: [],
  filters: noFilters,
})

test('a word is found whether few posts have it or most: then it is looked for in the newest ones', async () => {
  const ids: number[] = []
  for (const title of ['One', 'Two']) ids.push((await aThread({ title, body: 'It is kelp.' })).id)
  await aThread({ title: 'Three', body: 'Another weed.' })
  for (const posts of [2, 1_500, 8_000]) {
    const { candidates } = await find(wordIn(posts))
    expect(candidates.map(({ groupId }) => groupId).sort(), `in ${posts} posts`).toEqual(ids)
  }
})
