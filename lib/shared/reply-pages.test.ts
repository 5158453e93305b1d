import { expect, test } from 'vitest'
import { numbersOfPage, pageOfReply } from './reply-pages'
import { urls } from './urls'

test('a page has the replies of thirty numbers, and the question is on the first', () => {
  expect([0, 1, 30, 31, 60, 61, 434].map(pageOfReply)).toEqual([1, 1, 1, 2, 2, 3, 15])
  expect([1, 2, 15].map(numbersOfPage)).toEqual([
    { first: 1, last: 30 },
    { first: 31, last: 60 },
    { first: 421, last: 450 },
  ])
})

test('addresses name a page by the first number on it, and a reply by its own', () => {
  const thread = { id: 7, slug: 'c#' }
  expect([urls.thread(thread), urls.thread(thread, 1), urls.thread(thread, 15)]).toEqual([
    '/threads/7/c%23',
    '/threads/7/c%23',
    '/threads/7/c%23?from=421',
  ])
  expect([urls.reply(thread, 30), urls.reply(thread, 31)]).toEqual(['/threads/7/c%23#r30', '/threads/7/c%23?from=31#r31'])
})
