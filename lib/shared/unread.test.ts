import { expect, test } from 'vitest'
import { inboxLabel, unreadWord } from './unread'

test('the bell counts to 99, and says to screen readers what it counts', () => {
  expect([1, 99, 100].map(unreadWord)).toEqual(['1', '99', '99+'])
  expect([0, 3, 100].map(inboxLabel)).toEqual(['Inbox', 'Inbox, 3 unread', 'Inbox, 99+ unread'])
})
