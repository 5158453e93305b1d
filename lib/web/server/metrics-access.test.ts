import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { mayReadMetrics } from './metrics-access'

const asked = (remoteAddress: string, headers: Record<string, string> = {}) =>
  ({ socket: { remoteAddress }, headers: { host: 'localhost:3000', ...headers } }) as unknown as IncomingMessage
const token = 'a-token-of-some-length'

test.each([
  ['a program on this machine', '127.0.0.1', {}, true],
  ['the same over IPv6', '::1', { host: '[::1]:3000' }, true],
  ['the same over a mapped address', '::ffff:127.0.0.1', { host: '127.0.0.1:3000' }, true],
  ['another machine', '192.0.2.1', {}, false],
  ['another machine over IPv6', '2001:db8::1', {}, false],
  ['a proxy on this machine that says for whom', '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }, false],
  ['a proxy that says so in the standard way', '127.0.0.1', { forwarded: 'for=192.0.2.1' }, false],
  ['a proxy that names itself', '127.0.0.1', { via: '1.1 proxy' }, false],
  ['a proxy that says nothing but keeps the name', '127.0.0.1', { host: 'cairn.example' }, false],
  ['a page whose name was made to lead here', '127.0.0.1', { host: 'evil.example:3000' }, false],
])('without a token: %s', (_, address, headers, expected) => {
  expect(mayReadMetrics(asked(address, headers as Record<string, string>), undefined)).toBe(expected)
})

test('with a token it alone counts, from wherever', () => {
  expect(mayReadMetrics(asked('192.0.2.1', { authorization: `Bearer ${token}`, 'x-forwarded-for': '1.2.3.4' }), token)).toBe(true)
  expect(mayReadMetrics(asked('127.0.0.1'), token)).toBe(false)
  expect(mayReadMetrics(asked('127.0.0.1', { authorization: `Bearer ${token}x` }), token)).toBe(false)
  expect(mayReadMetrics(asked('127.0.0.1', { authorization: token }), token)).toBe(false)
})
