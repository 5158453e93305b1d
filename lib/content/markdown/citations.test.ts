import { expect, test } from 'vitest'
import { citationsIn, withoutCitations } from '../citation-marks'
import { takeApart } from '../take-apart'
import { citationsInHtml, replaceInHtml } from './citations'
import { withoutMentions } from './mentions'
import { renderMarkdown, renderWithLinks } from './render'

const text = [
  'Close the valve first.[^/threads/12#r3] Then wait,[^https://example.org/a_b_c*d* "The *manual*, 4.2"] as said.',
  '`[^/threads/1]` \\[^/threads/2] [^/people/ada] [^1] [a [^/threads/5] link](https://example.org)',
  '```\n[^/threads/3]\n```',
  '- In a list[^/answers/pumps?x=1&y]\n\n[^1]: A note.[^/threads/4]',
].join('\n\n')

const cited = ['/threads/12#r3', 'https://example.org/a_b_c*d*', '/answers/pumps?x=1&y', '/threads/4']

test('citations are read from the text and from its HTML alike: not in code, not where the text has a note of that name', async () => {
  const { html } = await renderWithLinks(text)
  expect(citationsInHtml(html)).toEqual(cited)
  expect(citationsIn(text).map(({ label }) => label)).toEqual([...cited.slice(0, 2), '/threads/5', ...cited.slice(2)])
  expect(citationsIn('A.[^/threads/9]\n\n[^/threads/9]: A note.')).toEqual([])
  expect(citationsInHtml((await renderWithLinks('A.[^/threads/9]\n\n[^/threads/9]: A note.')).html)).toEqual([])
})

test('a page replaces each citation by what its reader may see', async () => {
  const { html } = await renderWithLinks('One.[^/threads/12#r3] Two.[^https://example.org/x "Its & title"]')
  const said: unknown[] = []
  const shown = replaceInHtml(html, (citation) => {
    said.push(citation)
    return citation.label.startsWith('/') ? '' : '<sup>a</sup>'
  })
  expect(shown).toBe('<p>One. Two.<sup>a</sup></p>')
  expect(said).toEqual([
    { label: '/threads/12#r3', title: null },
    { label: 'https://example.org/x', title: 'Its & title' },
  ])
})

test('in a post the same words are what they were: words, and an address', async () => {
  expect(await renderMarkdown('One.[^/threads/12#r3] Two.[^https://example.org/x]')).toBe(
    '<p>One.[^/threads/12#r3] Two.[^<a href="https://example.org/x" rel="nofollow ugc noopener">https://example.org/x</a>]</p>',
  )
  const { html, links } = await renderWithLinks('[^https://example.org/x]')
  expect(links).toBe(1)
  expect(withoutMentions(html)).not.toMatch(/[\uFDD0-\uFDD5]/)
})

test('nobody can write the marks of citations', async () => {
  const { html } = await renderWithLinks('\uFDD4[^/threads/1 x]\uFDD5 &#xFDD4;[^/threads/1]&#xFDD5;')
  expect(citationsInHtml(html)).toEqual(['/threads/1'])
})

test('words, passages and headings of an answer are without what it cites', () => {
  const { sections } = takeApart({
    body: `Lead.[^/threads/1]\n\n## Pumps[^/threads/2]\n\nStop it.[^/threads/3]`,
    summary: '',
    keptAnchors: {},
  })
  const read = sections.map(({ heading, anchor, plain, passage }) => [heading, anchor, plain, passage])
  expect(read).toEqual([
    ['', '', 'Lead.', 'Lead.'],
    ['Pumps', 'pumps', 'Stop it.', 'Stop it.'],
  ])
  expect(sections[1]?.source).toContain('[^/threads/3]')
  expect(withoutCitations('A.[^/threads/1] B.\n\n[^/threads/2]')).toBe('A. B.\n\n')
})
