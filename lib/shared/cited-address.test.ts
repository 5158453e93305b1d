import { expect, test } from 'vitest'
import { citedAddress } from './cited-address'

test('every address of a post, thread or answer becomes the shortest one that leads there; others stay', () => {
  const site = 'https://help.example.org'
  const short: [string, string | null][] = [
    ['/threads/12', '/threads/12'],
    [`${site}/threads/12/why-it-drips`, '/threads/12'],
    [`${site}/threads/12/why-it-drips#q`, '/threads/12'],
    [`${site}/threads/12/why-it-drips/3`, '/threads/12#r3'],
    [`${site}/threads/12/why-it-drips?from=31#r33`, '/threads/12#r33'],
    ['/threads/12/posts/4', '/threads/12#r4'],
    [`${site}/answers/pumps#stop-it`, '/answers/pumps#stop-it'],
    ['https://example.org/threads/12', 'https://example.org/threads/12'],
    [`${site}/people/ada`, null],
    ['/threads/99999999999', null],
    ['mailto:ada@example.org', null],
    ['https://exa mple.org', null],
  ]
  for (const [address, expected] of short) expect(citedAddress(address, site), address).toBe(expected)
})
