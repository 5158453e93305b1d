import { parseFragment } from 'parse5'
import { expect, test } from 'vitest'
import { seeded } from '../../../tools/evaluate/misspell'
import { boundExceeded } from './bounds'
import { htmlNestingMax } from './html-frames'
import { tokensOf } from './html-tags'
import { renderMarkdown, renderWithLinks } from './render'
import { safeElements } from './safe-elements'

const wordsOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&#x3C;/g, '<')
    .replace(/&#x26;/g, '&')

test('angle brackets in a sentence stay: types of Java, and names of elements', async () => {
  for (const sentence of [
    'Is Set<Integer> better than Queue<Long, Byte>?',
    'Put a <div> into a <main> and not into a <span>.',
    'Use <b> or <strong>, <ul> or <ol>?',
    'The prompt is <your-name> and </end> stays too.',
    'It says <?php echo 1 ?> and <!DOCTYPE html> here.',
  ])
    expect(wordsOf(await renderMarkdown(sentence)), sentence).toBe(sentence)
})

test('a block of HTML that someone shows is there as it was written, a script too', async () => {
  const page = '<div class="card">\n  <p>Hello</p>\n</div>'
  expect(wordsOf(await renderMarkdown(page))).toBe(page)
  const script = '<script>\nalert(1)\n\nalert(2)\n</script>'
  const html = await renderMarkdown(`Before\n\n${script}\n\n**After**`)
  expect(html).not.toMatch(/<script/i)
  expect(html).toContain(script.replaceAll('<', '&#x3C;'))
  expect(html).toContain('<strong>After</strong>')
  expect(await renderMarkdown('<center>\n\n*Middle*\n\n</center>')).toBe(
    '<p>&#x3C;center></p>\n<p><em>Middle</em></p>\n<p>&#x3C;/center></p>',
  )
})

test('safe elements work, in lines and as blocks', async () => {
  expect(await renderMarkdown('10<sup>6</sup>, H<sub>2</sub>O, <kbd>Ctrl</kbd>+<KBD>C</KBD>, <mark>*so*</mark><br>next')).toBe(
    '<p>10<sup>6</sup>, H<sub>2</sub>O, <kbd>Ctrl</kbd>+<kbd>C</kbd>, <mark><em>so</em></mark><br>next</p>',
  )
  expect(await renderMarkdown('<details open>\n<summary>The log</summary>\n\n- *one*\n\n</details>\n\nAfter')).toBe(
    '<details open>\n<summary>The log</summary>\n<ul>\n<li><em>one</em></li>\n</ul>\n</details>\n<p>After</p>',
  )
  expect(await renderMarkdown('<table><tr><th align="center" onclick="x()">A<th>B<tr><td colspan=2>&lt;c&amp;d&gt;</table>')).toContain(
    '<tr><th align="center">A</th><th>B</th></tr><tr><td colspan="2">&#x3C;c&#x26;d></td></tr>',
  )
  expect(await renderMarkdown('<ul><li>a<li>b <i>c</i></ul>')).toBe('<ul><li>a</li><li>b <i>c</i></li></ul>')
  expect(await renderMarkdown('<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>')).toContain('<rt>kan</rt>')
})

test('of attributes only those that mean something come through, and addresses as everywhere', async () => {
  const html = await renderMarkdown(
    [
      '<a href="https://a.example/?a=1&amp;b=2" style="color:red" onclick="x()" class="btn">a</a>',
      '<a href="javascript:x">b</a> <a href=" java&#115;cript:x">c</a>',
      '<img src="/uploads/a.png" onerror="x()" srcset="x 2x" width=20> <b style="position:fixed" id="main">d</b>',
    ].join('\n'),
  )
  expect(html).toContain('<a href="https://a.example/?a=1&#x26;b=2" rel="nofollow ugc noopener">a</a>')
  expect(html).toContain('<a>b</a> <a>c</a>')
  expect(html).toContain('<img src="/uploads/a.png" width="20" loading="lazy" alt="/uploads/a.png">')
  expect(html).not.toMatch(/style|onclick|onerror|srcset|btn|id="main"/)
})

test.each([
  '/\\evil.example/x',
  '\\\\evil.example',
  '/&#9;/evil.example',
  '/&#10;\\evil.example',
  '&#32;&#1;//evil.example',
  '&#12;/&#13;/evil.example',
  'https:evil.example',
  'https:\\\\evil.example\\x',
  'https://evil.example',
])('a link that a browser takes to another site says so, however it is written: %s', async (address) => {
  const { html, links } = await renderWithLinks(`<a href="${address}">a</a>`)
  expect(links).toBe(1)
  expect(html).toContain('rel="nofollow ugc noopener"')
  const href = /href="([^"]*)"/.exec(html)?.[1] as string
  expect(new URL(href, 'http://here.example/t/1').host).toBe('evil.example')
  expect(href).not.toMatch(/[\\\s]/)
  expect(await renderMarkdown(`<img src="${address}">`)).toContain(` src="${href}"`)
})

test('a link within the site is none that leads out', async () => {
  for (const address of ['?page=2', '/t/1', '#a', 't/1', './x', '/a?b=\\c', '/x//y', '']) {
    const { html, links } = await renderWithLinks(`<a href="${address}">a</a>`)
    expect(links, address).toBe(0)
    expect(html, address).not.toContain('rel=')
  }
  const { html, links } = await renderWithLinks('[a](/\\evil.example) <a href="mailto:a@b.example">b</a>')
  expect(html).toContain('href="/%5Cevil.example"')
  expect(links).toBe(1)
})

test('an address of mail keeps the backslashes of its quoted name', async () => {
  expect(await renderMarkdown('<a href="mailto:%22a\\b%22@c.example">a</a>')).toContain('href="mailto:%22a\\b%22@c.example"')
})

test('no link stands within a link: what it says does', async () => {
  for (const inner of ['[b *c*](/d)', '[b *c*][r]', 'https://e.example', 'f@g.example', '<https://h.example>', '**[b](/d)**', '[^n]']) {
    const html = await renderMarkdown(`Before <a href="/outer">a ${inner} z</a> after\n\n[r]: /r\n[^n]: note`)
    const first = html.slice(0, html.indexOf('</a>'))
    expect(first.match(/<a\b/g), inner).toHaveLength(1)
    expect(html, inner).toContain('after')
  }
  expect(await renderMarkdown('<a href="/x">\n\nSee [b](/d).\n\n</a>')).not.toContain('/d')
})

test('text right in a table or row stays in the table, where browsers would move it away', async () => {
  for (const [text, rows] of [
    ['<table>loose<tr><td>a</table>', '<tr><td>loose</td></tr><tr><td>a</td></tr>'],
    ['<table><tr>loose<td>a</table>', '<tr><td>loose</td><td>a</td></tr>'],
    ['<table><tbody><b>x</b> y<tr><td>a</table>', '<tbody><tr><td><b>x</b> y</td></tr><tr><td>a</td></tr></tbody>'],
    ['<table><tr><br><td>a</table>', '<tr><td><br></td><td>a</td></tr>'],
    ['<table><tr></b><div><td>a</table>', '<tr><td>&#x3C;/b>&#x3C;div></td><td>a</td></tr>'],
    ['<table><tr><td>a</td></tr>\n\n*b*\n\n</table>', '<tr><td>a</td></tr>\n\n<tr><td><p><em>b</em></p>\n\n</td></tr>'],
  ] as const) {
    const html = await renderMarkdown(text)
    expect(html.replace(/\s+/g, ' '), text).toContain(rows.replace(/\s+/g, ' '))
    const texts = (node: unknown): string => {
      const { childNodes = [], value = '' } = node as { childNodes?: unknown[]; value?: string }
      return value + childNodes.map(texts).join('')
    }
    expect(texts(parseFragment(html)).replace(/\s+/g, ''), 'in the order in which it was written').toBe(wordsOf(html).replace(/\s+/g, ''))
  }
})

test('the reading beside a character needs no end tag', async () => {
  expect(await renderMarkdown('<ruby>漢<rt>kan</ruby>')).toBe('<p><ruby>漢<rt>kan</rt></ruby></p>')
})

test('a list may count by letters and backwards', async () => {
  expect(await renderMarkdown('<ol type="a" reversed start="3"><li lang="de">x</ol>')).toBe(
    '<ol type="a" reversed start="3"><li lang="de">x</li></ol>',
  )
  expect(await renderMarkdown('<ol type="x"><li>x</ol>')).toBe('<ol><li>x</li></ol>')
})

test('comments are left out, in a line and as a block', async () => {
  expect(await renderMarkdown('a <!-- hidden --> b\n\n<!-- hidden\n\ntoo -->\n\nc')).toBe('<p>a  b</p>\n\n<p>c</p>')
  expect(await renderMarkdown('<!-- hidden -->\n')).toBe('')
})

test('what a post leaves open ends with it: what comes next on the page stays outside', async () => {
  const pieces = [...[...safeElements].flatMap((name) => [`<${name}>`, `</${name}>`]), '<div>', '</div>', '</main>', 'a', '*b*', '- c']
  const breaks = ['', ' ', '\n', '\n\n', '\n> ', '\n- ', '\n\n    ']
  const random = seeded(11)
  const pick = (from: string[]) => from[Math.floor(random() * from.length)] as string
  for (let round = 0; round < 400; round++) {
    const text = Array.from({ length: 1 + Math.floor(random() * 14) }, () => pick(pieces) + pick(breaks)).join('')
    const html = await renderMarkdown(text)
    // Posts on a page are in a list, in boxes, and before other content.
    const page = parseFragment(`<ol><li><dl><dd><div>${html}</div></dd></dl></li><li>next</li></ol>`)
    expect(namesDownTo(page, 5), text).toBe('ol(li(dl(dd(div))) li(#text))')
  }
})

/** Returns the names of nested nodes down to a level. */
function namesDownTo(node: unknown, depth: number): string {
  const { childNodes = [] } = node as { childNodes?: { nodeName: string }[] }
  return childNodes
    .map((child) => {
      const within = depth > 1 ? namesDownTo(child, depth - 1) : ''
      return within ? `${child.nodeName}(${within})` : child.nodeName
    })
    .join(' ')
}

test('no word is lost, whatever tags stand around it', async () => {
  const random = seeded(5)
  const names = [...safeElements, 'div', 'x-y', 'string']
  for (let round = 0; round < 200; round++) {
    const words = Array.from({ length: 8 }, (_, i) => `word${i}`)
    const text = words.map((word) => `<${random() < 0.5 ? '/' : ''}${names[Math.floor(random() * names.length)]}>${word}`).join(' ')
    const html = await renderMarkdown(random() < 0.5 ? `Before ${text}` : text)
    for (const word of words) expect(html, text).toContain(word)
  }
})

test('elements are nested no deeper than a page can bear', async () => {
  const text = `${'<details><summary>a</summary>\n\n'.repeat(200)}end`
  expect(boundExceeded(text)).toBe(null)
  const html = await renderMarkdown(text)
  expect(html.match(/<details>/g)?.length).toBe(htmlNestingMax)
  expect(html.match(/&#x3C;details>/g)?.length).toBe(200 - htmlNestingMax)
})

test('tags are read as CommonMark has them, and a tag that does not end is text', () => {
  expect(tokensOf('a<b c=\'>\' d>e</b\n>f<br/><!-- g -->h<i "j">').map(({ kind, source }) => `${kind} ${source}`)).toEqual([
    'text a',
    "open <b c='>' d>",
    'text e',
    'close </b\n>',
    'text f',
    'open <br/>',
    'comment <!-- g -->',
    'text h<i "j">',
  ])
})
