import { expect, test } from 'vitest'
import { maskPrivate } from './mask'
import { searchedText } from './searched-text'

test.each([
  ['mail to ada.lovelace+x@example.co.uk bounces', 'mail to ••• bounces'],
  ['ada%40example.org', '•••'],
  ['<ada@example.org> löst nicht auf', '<•••> löst nicht auf'],
  ['clone https://ada:hunter2@git.example.org/repo', 'clone https://…@git.example.org/repo'],
  ['token ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'token •••'],
  ['sk-proj-abcdefghijklmnopqrst fails', '••• fails'],
  ['AKIAIOSFODNN7EXAMPLE denied', '••• denied'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def invalid', '••• invalid'],
  ['Authorization: Bearer abcdef0123456789abcdef', 'Authorization: Bearer •••'],
  ['password=hunter2 rejected', 'password=••• rejected'],
  ['api_key: "s3cr3t" rejected', 'api_key: •••" rejected'],
  ['device 2f1e9c1a-7b7d-4a53-9c55-0a1b2c3d4e5f', 'device •••'],
  ['commit 9fceb02d0ae598e95dc970b74767f19372d61af8', 'commit •••'],
  ['key Zx81kQ7m2Pw9Lt4v', 'key •••'],
  ['call 0171 1234567', 'call •••'],
  ['call +49 (171) 123 45 67', 'call •••'],
  ['card 4111-1111-1111-1111', 'card •••'],
  ['order 20231187', 'order •••'],
  ['٠١٢٣٤٥٦٧', '•••'],
])('%s is masked', (query, masked) => {
  expect(maskPrivate(query)).toBe(masked)
  expect(maskPrivate(masked), 'and stays so').toBe(masked)
})

test.each([
  'NWBrowser returns PolicyDenied(-65570)',
  '0x80070005 access denied',
  'react@18.2.0 peer dependency',
  '@MainActor isolation',
  'password reset token expired',
  'what is a primary key',
  'secret: how to keep one',
  'released on 2024-11-29',
  'Ubuntu 22.04.3 nvidia-driver-535',
  'getElementsByClassName in React19',
  'SkeletonAnimationController flickers',
  'IPv6 ::1 port 8080',
  'C++17 std::optional',
])('%s stays as it is', (query) => {
  expect(maskPrivate(query)).toBe(query)
})

test('queries that differ in what is masked, in case or in blanks are the same, and what is private alone is none', () => {
  expect(searchedText('Order  1234567 is late')).toBe(searchedText('order 7654321 IS late'))
  expect(searchedText(' ada@example.org  1234567 ')).toBe('')
})
