import { expect, test } from 'vitest'
import { linksInHtml } from './absolute-addresses'
import { placeOfLink } from './place-of-link'
import { renderText } from './rendering'

test.each([
  ['See https://x.example/abc, then https://x.example/a.', 'https://x.example/a', 32],
  ['[it](https://x.example/a) and [that](https://x.example/a(b))', 'https://x.example/a', 5],
  ['[it](https://x.example/abc) and [that](https://x.example/a(b))', 'https://x.example/a(b)', 39],
  ['In <https://X.example> it is.', 'https://x.example/', 4],
  ['A [b](https://x.example/?a=1&amp;b=2 "Title").', 'https://x.example/?a=1&b=2', 6],
  ['It is at www.x.example/y.', 'http://www.x.example/y', 9],
  ['[b](https://x.example/a#part)', 'https://x.example/a', 4],
  ['**https://x.example/a**', 'https://x.example/a', 2],
  ['[b][1]\n\n[1]: https://x.example/a', 'https://x.example/a', 13],
  ['Nothing of https://x.example/ab here', 'https://x.example/a', null],
])('%s has %s', async (markdown, address, place) => {
  expect(placeOfLink(markdown, address)).toBe(place)
  const { html } = await renderText(markdown)
  expect(linksInHtml(html).includes(address), 'it is a link of this text').toBe(place !== null)
})
