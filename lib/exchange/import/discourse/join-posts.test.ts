import { expect, test } from 'vitest'
import type { FoundPost } from './intake'
import { joinPosts } from './join-posts'

const copy = (file: string, day: number, given: object): FoundPost => {
  const post: object = { id: 7, topic_id: 1, post_number: 1, updated_at: `2024-01-0${day}T00:00:00Z`, cooked: '', raw: null, ...given }
  return { kind: 'post', file, position: '', form: 'loose', post: post as FoundPost['post'] }
}

test.each([
  ['the newer copy comes last', false],
  ['the newer copy comes first', true],
])('of two copies the newer one gives the text, and the older one what the newer lacks: %s', (_, turned) => {
  const older = copy('older.json', 1, { raw: 'Before.', username: 'ada' })
  const newer = copy('newer.json', 2, { raw: 'After.', username: null })
  const { posts, duplicates } = joinPosts(turned ? [newer, older] : [older, newer])
  expect(posts).toMatchObject([{ file: 'newer.json', post: { raw: 'After.', username: 'ada' } }])
  expect(duplicates).toMatchObject([{ file: 'older.json', message: 'newer.json has a newer copy of it' }])
})

test('two copies of the same time fill each other in, and the post is hidden if one of them says so', () => {
  const { posts } = joinPosts([
    copy('a.json', 1, { raw: 'Here.', hidden: false }),
    copy('b.json', 1, { cooked: '<p>Here.</p>', hidden: true }),
  ])
  expect(posts).toMatchObject([{ file: 'a.json', post: { raw: 'Here.', cooked: '<p>Here.</p>', hidden: true } }])
})
