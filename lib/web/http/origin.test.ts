import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { isSameOrigin } from './origin'

const session = { cookie: 'a=1; cairn.session_token=abc' }
const secure = { cookie: '__Secure-cairn.session_token=abc' }
const from = (headers: Record<string, string>) =>
  isSameOrigin({ headers: { host: 'cairn.example', ...headers } } as unknown as IncomingMessage)

test.each([
  ['our page, by Origin', { origin: 'https://cairn.example', ...session }, true],
  ['our page, by Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin', ...session }, true],
  ['our page that tells nobody its address', { origin: 'null', 'sec-fetch-site': 'same-origin', ...session }, true],
  ['our page, by Referer alone', { referer: 'https://cairn.example/ask', ...session }, true],
  ['another site, by Origin', { origin: 'https://evil.example' }, false],
  ['another site, by Referer alone', { referer: 'https://evil.example/cairn.example' }, false],
  ['another site, by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site', origin: 'https://cairn.example' }, false],
  ['a site beside ours', { 'sec-fetch-site': 'same-site' }, false],
  ['a page without an origin', { origin: 'null', ...session }, false],
  ['what is no address', { referer: 'nonsense', ...session }, false],
  ['a silent program without a session', {}, true],
  ['a silent program with a session', session, false],
  ['a silent program with a session over TLS', secure, false],
])('%s', (_, headers, expected) => {
  expect(from(headers as Record<string, string>)).toBe(expected)
})
