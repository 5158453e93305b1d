import { expect, test } from 'vitest'
import { asText, idMark, placeMark, withIds } from '../../shared/html-ids'
import { renderMarkdown } from './render'

const idsOf = (html: string) => [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
const targetsOf = (html: string) => [...html.matchAll(/ href="[^"#]*#([^"]*)"/g)].map(([, id]) => id)

test('footnotes of two posts on a page lead to their own', async () => {
  const html = await renderMarkdown('Said[^1], and again[^1], and [^ünder].\n\n[^1]: Once.\n\n[^ünder]: Twice.')
  const first = withIds(html, 'r1')
  const second = withIds(html, 'r2')
  for (const post of [first, second]) {
    expect(targetsOf(post).length).toBe(6)
    for (const target of targetsOf(post)) expect(idsOf(post)).toContain(target)
  }
  const all = [...idsOf(first), ...idsOf(second)]
  expect(new Set(all).size).toBe(all.length)
  expect(first).toContain('aria-describedby="r1_footnote-label"')
})

test('a table of contents that someone wrote leads to the headings', async () => {
  const html = withIds(
    await renderMarkdown('[a](#größe-wählen) [b](#use-it-1) [c](#Use-It)\n\n# Größe wählen\n\n## Use it!\n\n## Use it'),
    'q',
  )
  expect(idsOf(html)).toEqual(['q_größe-wählen', 'q_use-it', 'q_use-it-1'])
  expect(targetsOf(html).map((target) => decodeURIComponent(target ?? ''))).toEqual(['q_größe-wählen', 'q_use-it-1', 'q_use-it'])
})

test('names of a post’s own are no names of the page, and none is there twice', async () => {
  const html = withIds(await renderMarkdown('<a name="q"></a> <b id="q">x</b> <b id="a b">y</b> <b id="">z</b> [up](#q)\n\n# Q'), 'r7')
  expect(idsOf(html)).toEqual(['r7_q', 'r7_q-1'])
  expect(targetsOf(html)).toEqual(['r7_q'])
})

test('a link to a place that is not there is no link; one to a place of the page is', async () => {
  const html = await renderMarkdown('[a](#look-at-it) [b](#nowhere)')
  const places = new Set(['look-at-it'])
  expect(withIds(html, 's1', { places })).toBe('<p><a href="#look-at-it">a</a> <a>b</a></p>')
  expect(withIds(html, 's1', { places, page: 'https://a.example/x' })).toBe(
    '<p><a href="https://a.example/x#look-at-it">a</a> <a>b</a></p>',
  )
})

test('nobody can write the mark of our ids', async () => {
  const text = `x ${idMark} ${placeMark} &#xFDD0; <b title="${idMark}&#xFDD0;">b</b> \`${idMark}\` <kbd>&#xFDD0;</kbd>`
  for (const html of [await renderMarkdown(text), await renderMarkdown(`<p>\n${text}\n</p>`), asText(text)])
    expect(html).not.toMatch(/[\uFDD0\uFDD1]/)
})
