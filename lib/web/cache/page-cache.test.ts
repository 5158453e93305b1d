import { expect, test } from 'vitest'
import { PageCache } from './page-cache'

const page = (...tags: string[]) => ({ status: 200, headers: {}, body: Buffer.from('x'), etag: '"x"', tags })

test('expiring a tag drops the pages that show it and no others', () => {
  const cache = new PageCache(1)
  cache.set('a', page('thread:1', 'topic:1'), cache.generation())
  cache.set('b', page('thread:2', 'topic:1'), cache.generation())
  cache.expire(['thread:1'])
  expect([cache.get('a'), cache.get('b')?.tags]).toEqual([undefined, ['thread:2', 'topic:1']])
  cache.expire(['topic:1'])
  expect(cache.get('b')).toBeUndefined()
})

test('a page that was being made while something it shows expired is not kept', () => {
  const cache = new PageCache(1)
  const begun = cache.generation()
  cache.expire(['thread:1'])
  cache.set('a', page('thread:1'), begun)
  cache.set('b', page('thread:2'), begun)
  expect([cache.get('a'), cache.get('b')?.tags]).toEqual([undefined, ['thread:2']])
  const again = cache.generation()
  cache.expire(['everything'])
  cache.set('c', page('thread:3'), again)
  expect([cache.get('b'), cache.get('c')]).toEqual([undefined, undefined])
  cache.set('d', page('thread:3'), cache.generation())
  expect(cache.get('d')).toBeDefined()
})

test('what is kept stays within its size', () => {
  const cache = new PageCache(1)
  for (let i = 0; i < 3_000; i++) cache.set(`k${i}`, page(`thread:${i}`), cache.generation())
  expect(cache.size.bytes).toBeLessThanOrEqual(1_048_576)
  expect(cache.size.pages).toBeLessThan(600)
})
