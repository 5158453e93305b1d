import { expect, test, vi } from 'vitest'
import { markdownAttacks, plainAttacks } from '../../tools/bench/attacks'
import { answerDocuments } from '../answers/search-documents'
import { tagNameOf } from '../shared/slug'
import { checkedBody, checkedTitle, oneLine } from './checked-text'
import { asPassage } from './definitions'
import { diffTexts } from './diff'
import { excerpt, plainText, withoutQuotes } from './plain-text'
import { anchorsToKeep, type KeptAnchors, sectionsOf } from './sections'

test('plain text keeps words and code and loses marks and addresses', () => {
  expect(plainText('# Title\n\nSome **bold** [link](https://a.b/c) and `code_x`.\n\n```swift\nlet a = 1\n```\n\n> quoted\n\n- item')).toBe(
    'Title\nSome bold link and code_x.\nlet a = 1\nquoted\nitem',
  )
})

test('an excerpt ends at a word', () => {
  expect(excerpt('one two three four', 12)).toBe('one two …')
  expect(excerpt('short', 12)).toBe('short')
})

test('an answer is cut at its headings, and a repeated heading gets an anchor of its own', () => {
  const { lead, sections } = sectionsOf(
    'Lead.\n\n## Look\n\nOne.\n\n### Deeper\n\nStill one.\n\n## Look\n\nTwo.\n\n```\n## no heading\n```',
    {},
  )
  expect(lead).toBe('Lead.')
  expect(sections.map(({ number, anchor }) => [number, anchor])).toEqual([
    [1, 'look'],
    [2, 'look-2'],
  ])
  expect(sections[0]?.body).toContain('### Deeper')
  expect(sections[1]?.body).toContain('## no heading')
})

test('a section of an answer brings along footnotes and addresses that are written in another', () => {
  const { lead, definitions, sections } = sectionsOf(
    'Lead[^1].\n\n## One\n\nFirst[^a] and [a link][Docs].\n\n[^b]: Its own.\n\nSecond[^b].\n\n## Two\n\nEnd.\n\n[^1]: Of the lead.\n[^a]: Far away.\n\n[docs]: https://docs.example',
    null,
  )
  expect([lead, definitions]).toEqual(['Lead[^1].', '[^1]: Of the lead.'])
  expect(sections.map((section) => section.definitions)).toEqual(['[^a]: Far away.\n\n[docs]: https://docs.example', undefined])
  expect(asPassage('First[^a], not `[^z]`, see [docs].', 'x\n\n[^a]: Far away.\n[docs]: https://docs.example\n[b]: /b')).toBe(
    'First, not `[^z]`, see [docs].\n\n[docs]: https://docs.example',
  )
})

test('anchors of headings do not change with emphasis beside Chinese punctuation', () => {
  expect(sectionsOf('## **注意：**Back up 1~3\n\nx', null).sections[0]?.heading).toBe('注意：Back up 1~3')
})

test('an anchor is made of the letters of its heading, whatever the script', () => {
  const anchors = (markdown: string) => sectionsOf(markdown, {}).sections.map(({ anchor }) => anchor)
  expect(anchors('# Größe\n\n# Прокси\n\n# 設定の手順\n\n# 手順\n\n# 🎨\n\n# Edit')).toEqual([
    'groesse',
    'proksi',
    '設定の手順',
    '手順',
    'section',
    'edit-section',
  ])
})

test('sections of an answer that was published under the first rule keep their anchors, and new ones get those of today', () => {
  const old = '# Größe\n\na\n\n# 設定\n\nb\n\n# 手順\n\nc\n\n# Plain\n\nd'
  const anchors = (markdown: string, kept: KeptAnchors) => sectionsOf(markdown, kept).sections.map(({ anchor }) => anchor)
  expect(anchors(old, null)).toEqual(['gro-e', 'section', 'section-2', 'plain'])
  const next = '# 新しい\n\n0\n\n# 手順\n\nc\n\n# Größe\n\na\n\n# Plain\n\nd\n\n# Höhe\n\ne'
  const kept = anchorsToKeep(old, null, next)
  expect(kept).toEqual({ Größe: ['gro-e'], 設定: ['section'], 手順: ['section-2'] })
  expect(anchors(next, kept)).toEqual(['新しい', 'section-2', 'gro-e', 'plain', 'hoehe'])
  const third = `${next}\n\n# 設定\n\nback`
  expect(anchors(third, anchorsToKeep(next, kept, third)), 'a section that comes back has its anchor again').toEqual([
    '新しい',
    'section-2',
    'gro-e',
    'plain',
    'hoehe',
    'section',
  ])
})

test('a new section above one of the same name leaves it its anchor', () => {
  const old = '# Look\n\na\n\n# Look\n\nb'
  const kept = anchorsToKeep(old, {}, '# Look\n\na\n\n# Look\n\nb\n\n# Look\n\nc')
  expect(kept).toEqual({})
})

test('a comparison shows changed words, whole new paragraphs and what stayed', () => {
  const blocks = diffTexts(
    'Same.\n\nThe limit is 398 days for any leaf.\n\nGone entirely.',
    'Same.\n\nThe limit is 200 days for any leaf.\n\nBrand new thought here',
  )
  expect(blocks[0]).toEqual({ kind: 'same', text: 'Same.' })
  expect(blocks[1]).toMatchObject({ kind: 'changed' })
  expect(blocks[1]?.kind === 'changed' && blocks[1].pieces.filter((p) => p.change !== 'same').map((p) => p.text)).toEqual(['398', '200'])
  expect(blocks.slice(2).map((block) => block.kind)).toEqual(['removed', 'added'])
})

test('a hard line break leaves no backslash in the words', () => {
  expect(plainText('Hi,\\\nI ask')).toBe('Hi,\nI ask')
})

test('texts that differ everywhere are compared in whole paragraphs where words take too long', () => {
  const words = (seed: number) => Array.from({ length: 20_000 }, (_, i) => `w${(i * seed) % 9_973}`).join(' ')
  const blocks = diffTexts(`Same.\n\n${words(7)}`, `Same.\n\n${words(13)}`)
  expect(blocks.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added'])
})

test('a comparison shows the same on a busy machine as on an idle one', () => {
  const words = (text: string) => `${text} ${Array.from({ length: 2_000 }, (_, i) => `word${i}`).join(' ')}`
  const before = Array.from({ length: 20 }, (_, i) => words(`old ${i}`)).join('\n\n')
  const after = Array.from({ length: 20 }, (_, i) => words(`new ${i}`)).join('\n\n')
  // The clock jumps while the words are compared.
  let now = Date.now()
  vi.spyOn(Date, 'now').mockImplementation(() => (now += 1_000))
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000))
  const blocks = diffTexts(before, after)
  vi.restoreAllMocks()
  expect(new Set(blocks.map(({ kind }) => kind))).toEqual(new Set(['changed']))
})

test('texts of more paragraphs than a page can show are compared whole', () => {
  const many = (word: string) => `${word}\n\n`.repeat(60_000)
  expect(diffTexts(many('a'), many('b')).map(({ kind }) => kind)).toEqual(['removed', 'added'])
})

test('a title keeps the accents of any language and loses those that only cover other lines', () => {
  expect(checkedTitle(`Ti${'\u0301\u0302'} a`)).toBe(`Ti${'\u0301\u0302'} a`)
  expect(checkedTitle(`Z${'\u0301'.repeat(120)}algo`)).toBe(`Z${'\u0301'.repeat(8)}algo`)
  expect(tagNameOf(`z${'\u0301'.repeat(120)}`)).toBe(`z${'\u0301'.repeat(8)}`.normalize('NFC'))
})

test('a title or text of what looks like nothing is empty', () => {
  for (const nothing of ['', ' \t\u00a0', '\u200b\u200d', '\u2800', '\u3164\n', '\ufeff\u0000']) {
    expect(() => checkedTitle(nothing), JSON.stringify(nothing)).toThrow('The title is empty.')
    expect(() => checkedBody(nothing), JSON.stringify(nothing)).toThrow('The text is empty.')
  }
  expect(checkedTitle('👍')).toBe('👍')
  expect(oneLine('a\u0085b \n c', 80)).toBe('a b c')
  expect(oneLine('abc😀', 4), 'no half of a character').toBe('abc')
})

test('words of a section know the links and footnotes that other sections define', () => {
  const definitions = '[ref]: https://a.example\n[p]: b.png\n\n[^1]: A *note*.'
  const text = 'See [TLS][ref], [ref], ![pic][p] and this[^1]. Not [that][x] or [^2].'
  expect(plainText(text, definitions)).toBe('See TLS, ref, pic and this. Not [that][x] or [^2].')
  expect(plainText(text)).toBe(text)
  const answer = { id: 1, title: 't', summary: 's', keptAnchors: null, publishedAt: null, createdAt: new Date(), version: 1 }
  const body = `Lead [a][ref].\n\n# One\n\n[b][ref][^1]\n\n# Two\n\nc\n\n${definitions}`
  const documents = answerDocuments({ ...answer, body, aliases: [], tags: [], covered: [] })
  expect(documents.map((each) => each.body)).toEqual(['s\nLead a.', 'b', 'c\nA note.'])
})

test('long headings full of marks are read without the parser, and have the same words', () => {
  const heading = `${'*a _b '.repeat(60)}[c](/d) \`e\` **f**`
  const before = `${'*a _b '.repeat(60)}c e f`
  const { sections } = sectionsOf(`# ${heading}\n\ntext\n\n# Short *one*\n\ntext`, {})
  expect(sections.map((section) => section.heading)).toEqual([before, 'Short one'])
  const linked = `A heading with [a link][l] to ${'many words '.repeat(40)}and <b>so</b> on`
  const [section] = sectionsOf(`# ${linked}\n\ntext\n\n[l]: /x`, {}).sections
  expect(section?.heading).toBe(`A heading with a link to ${'many words '.repeat(40)}and so on`)
})

test('words are taken out of every attack: a line of hyphens held the process for hours', () => {
  for (const [name, make] of Object.entries({ ...markdownAttacks, ...plainAttacks })) {
    const text = make(50_000)
    expect(plainText(withoutQuotes(text)).length, name).toBeLessThanOrEqual(text.length)
  }
  expect(plainText('a\n--------\nb'), 'a heading').toBe('a\nb')
  expect(plainText('| a |\n|---|\n| b |')).toBe('a\nb')
})
