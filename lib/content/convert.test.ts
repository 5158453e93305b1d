import { afterAll, expect, test } from 'vitest'
import { convertAll, convertHtml } from './convert'
import { contentPool } from './pool/content-pool'

afterAll(() => contentPool().close())

test('texts of other forums are converted in their order, relative addresses only where their forum is known', async () => {
  const html = '<p><b>Bold</b> <a href="/t/1">one</a></p>'
  const numbered = Array.from({ length: 20 }, (_, i) => ({ html: `<p>${i}</p>` }))
  expect(await convertAll(numbered)).toEqual(numbered.map((_, i) => `${i}`))
  expect(await convertHtml(html, 'https://forum.example/')).toBe('**Bold** [one](https://forum.example/t/1)')
  expect(await convertHtml(html)).toBe('**Bold** [one](/t/1)')
  expect(await convertAll([{ typed: '[b]Bold[/b]', dialect: 'discourse' }, { html }], 'https://forum.example/')).toEqual([
    '**Bold**',
    '**Bold** [one](https://forum.example/t/1)',
  ])
})
