import { expect, test } from 'vitest'
import { mentionKey, mentionOf } from '../../shared'
import { mentionsInHtml, withMentions, withoutMentions } from './mentions'
import { mentionsOf, renderMarkdown, renderWithLinks } from './render'

/** Texts, and the names that they may mention. */
const texts: [says: string, markdown: string, names: string[]][] = [
  ['a name', 'Thanks, @ada.', ['ada']],
  ['a name at either end', '@ada and @Ben', ['ada', 'Ben']],
  ['a name with hyphens and dots', '@Ada-Berg, @j.r.hartley... @x-', ['Ada-Berg', 'j.r.hartley', 'x']],
  [
    'punctuation after a name',
    '(@ada) “@ben” @cleo! @dora? @eva: @finn; @gus’s @hal/',
    ['ada', 'ben', 'cleo', 'dora', 'eva', 'finn', 'gus', 'hal'],
  ],
  ['a name in brackets', 'Ask @[Ada Berg], or @[O’Neil, J.].', ['Ada Berg', 'O’Neil, J.']],
  ['brackets within brackets', '@[Ada [x]] and @[] and @[\n]', []],
  ['a name in bold words, a list and a quote', '**@ada**\n\n- @ben\n\n> @cleo', ['ada', 'ben', 'cleo']],
  ['code', '`@ada` and ``@[Ada Berg]``\n\n```\n@ben\n```\n\n    @cleo\n\n<code>@dora</code> <kbd>@eva</kbd>', []],
  ['links', '[@ada](https://example.org) <a href="/x">@ben</a> https://example.org/@cleo <https://example.org/@dora>', []],
  ['mail addresses', 'ada@example.org, <ben@example.org>, mailto:cleo@example.org, dora@localhost', []],
  ['packages', '@types/node, @scope/name, npm:@scope/name', []],
  ['addresses of other networks', '@ada@social.example, @ada:matrix.example', []],
  ['a call', '@Test(timeout = 5) and @objc(name)', []],
  ['an attribute of a language, which may be a name', 'A @MainActor class', ['MainActor']],
  ['Chinese and Japanese names in brackets', '谢谢@[李明]的帮助。@[山田 太郎]さん', ['李明', '山田 太郎']],
  ['a Chinese name before a blank', '谢谢 @李明 的帮助', ['李明']],
  ['a right-to-left name', 'שלום @[דנה לוי], תודה @דנה', ['דנה לוי', 'דנה']],
  ['accents, also as marks of their own', '@Zoë @Zoe\u0308', ['Zoë', 'Zoe\u0308']],
  ['a reference link is a link', '@[Ada Berg]\n\n[Ada Berg]: https://example.org', []],
  ['a table', '| a | b |\n| - | - |\n| @ada | @[Ben B] |', ['ada', 'Ben B']],
]

test.each(texts)('finds names: %s', async (_, markdown, names) => {
  expect(mentionsOf(markdown)).toEqual(names)
  const { html } = await renderWithLinks(markdown)
  expect(mentionsInHtml(html)).toEqual(names)
})

test('a mention leads to the person, without brackets; of nobody it is text as it was written', async () => {
  const { html } = await renderWithLinks('@ada, @[Ben & Co] and @MainActor, `@ada`')
  const known = new Map([
    ['ada', '/people/ada'],
    ['ben & co', '/people/Ben?a&b"'],
  ])
  expect(withMentions(html, (name) => known.get(mentionKey(name)) ?? null)).toBe(
    '<p><a class="mention" href="/people/ada" dir="auto">@ada</a>, ' +
      '<a class="mention" href="/people/Ben?a&amp;b&quot;" dir="auto">@Ben &#x26; Co</a> and @MainActor, <code>@ada</code></p>',
  )
  expect(withoutMentions(html)).toBe('<p>@ada, @[Ben &#x26; Co] and @MainActor, <code>@ada</code></p>')
  expect(await renderMarkdown('@ada')).toBe('<p>@ada</p>')
})

test('marks that somebody writes are not ours', async () => {
  const { html } = await renderWithLinks('\uFDD2ada\uFDD3 \uFDD2x')
  expect(mentionsInHtml(html)).toEqual([])
  expect(withMentions(html, () => '/x')).not.toContain('href')
})

test('of a text with very many mentions the first are links, and a hostile text takes no longer', async () => {
  expect(mentionsOf('@ada '.repeat(80))).toHaveLength(50)
  for (const hostile of ['@'.repeat(50_000), '@['.repeat(20_000), `@${'a-'.repeat(25_000)}`, `@${'a'.repeat(90)}`]) {
    expect(mentionsOf(hostile), hostile.slice(0, 9)).toEqual([])
  }
})

test('what mentions a person is read back as that name', () => {
  const written: [string, string | null][] = [
    ['ada', '@ada'],
    ['Ada-Berg-2', '@Ada-Berg-2'],
    ['j.r.', '@[j.r.]'],
    ['Ada Berg', '@[Ada Berg]'],
    ["O'Neil", "@[O'Neil]"],
    ['李明', '@[李明]'],
    ['김철수', '@[김철수]'],
    ['דנה', '@דנה'],
    ['a[b]', null],
    ['a@b', null],
  ]
  for (const [name, says] of written) {
    expect(mentionOf(name), name).toBe(says)
    if (says) expect(mentionsOf(`See ${says}, please.`), name).toEqual([name])
  }
})
