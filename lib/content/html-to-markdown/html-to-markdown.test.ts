import { expect, test } from 'vitest'
import { htmlToMarkdown } from '.'

const base = 'https://forum.example/'

test('HTML of other forums becomes clean Markdown', () => {
  expect(
    htmlToMarkdown('<p>A <strong>b</strong> <a class="mention" href="/u/x">@x</a></p><pre><code class="lang-auto">let a</code></pre>'),
  ).toBe('A **b** @x\n\n```\nlet a\n```')
  expect(htmlToMarkdown('<pre class="lang-js prettyprint-override"><code>x()</code></pre>')).toBe('```js\nx()\n```')
  expect(htmlToMarkdown('<p>ok</p><script>alert(1)</script><img class="emoji" title=":smile:" src="x">')).not.toMatch(/alert|script/)
})

test('pictures of emoji become the characters they stand for', () => {
  const emoji = (name: string) => `<img class="emoji" title="${name}" alt="${name}" src="x.png">`
  expect(htmlToMarkdown(`<p>Fine ${emoji(':slight_smile:')} ${emoji(':wink:')} ${emoji(':no_such_thing:')}</p>`)).toBe(
    'Fine 🙂 😉 :no_such_thing:',
  )
})

test('10⁶ does not become 106: small elements that mean something stay', () => {
  expect(
    htmlToMarkdown(
      '<p>10<sup>6</sup> H<sub>2</sub>O <kbd>Ctrl</kbd>+<kbd>C</kbd> <ins>new</ins> <del>old</del> x<s>y</s>z <u>under</u></p>',
    ),
  ).toBe('10<sup>6</sup> H<sub>2</sub>O <kbd>Ctrl</kbd>+<kbd>C</kbd> <ins>new</ins> ~~old~~ x~~y~~z <ins>under</ins>')
  expect(htmlToMarkdown('<p>a &lt;div&gt; of List&lt;string&gt; &amp;lt;</p>')).toBe('a \\<div> of List\\<string> \\&lt;')
  expect(htmlToMarkdown('<ruby>字<rp>[</rp><rt>ji</rt><rp>]</rp></ruby>')).toBe('字(ji)')
})

test('what was folded stays folded, and Markdown works within it', () => {
  expect(
    htmlToMarkdown('<details><summary>Log &lt;1&gt;</summary><p>a <b>b</b></p><pre><code>x\n\ny</code></pre></details><p>end</p>'),
  ).toBe('<details>\n<summary>Log &lt;1&gt;</summary>\n\na **b**\n\n```\nx\n\ny\n```\n\n</details>\n\nend')
  expect(htmlToMarkdown('<ul><li>one<details><summary>S</summary>two</details></li></ul>')).toBe(
    '- one\n\n  <details>\n  <summary>S</summary>\n\n  two\n\n  </details>',
  )
})

test('a spoiler in the middle of a sentence is folded between its halves, also in a table', () => {
  const fold = (words: string) => `<details>\n<summary>Spoiler</summary>\n\n${words}\n\n</details>`
  expect(htmlToMarkdown('<p>It was <span class="spoiler">the vole</span>.</p>')).toBe(`It was\n\n${fold('the vole.')}`)
  expect(htmlToMarkdown('<p>It was <span class="spoiler">the vole</span> all along</p>')).toBe(`It was\n\n${fold('the vole')}\n\nall along`)
  expect(htmlToMarkdown('<blockquote class="spoiler"><p>The butler.</p></blockquote>')).toBe(fold('The butler.'))
  expect(htmlToMarkdown('<table><tr><th>a</th></tr><tr><td><span class="spoiler">b</span></td></tr></table>')).toContain(
    '<details><summary>Spoiler</summary>b</details>',
  )
})

test('a quote says who wrote it and leads there', () => {
  const quoted = (title: string, more = '') =>
    `<aside class="quote no-group" data-username="ada" data-post="3" data-topic="7"${more}><div class="title"><div class="quote-controls"></div><img class="avatar" src="/a.png">${title}</div><blockquote><p>Said.</p></blockquote></aside>`
  expect(htmlToMarkdown(quoted(' ada:'), base)).toBe('> [ada](https://forum.example/t/7/3):\n>\n> Said.')
  expect(htmlToMarkdown(quoted(' ada:'))).toBe('> [ada](/t/7/3):\n>\n> Said.')
  expect(htmlToMarkdown(quoted('<a href="/t/slug/7/3">The topic</a> <a class="badge-wrapper" href="/c/1">Help</a>'), base)).toBe(
    '> ada, [The topic](https://forum.example/t/slug/7/3):\n>\n> Said.',
  )
  expect(htmlToMarkdown('<aside class="quote"><blockquote><p>Nobody’s.</p></blockquote></aside>')).toBe('> Nobody’s.')
})

test('a preview of a page is its link with what it says, without icons and little pictures', () => {
  const html =
    '<aside class="onebox allowlistedgeneric"><header class="source"><img src="f.ico" class="site-icon"><a href="https://a.example/g">a.example</a></header><article class="onebox-body"><img src="t.png" class="thumbnail"><h3><a href="https://a.example/g">A guide</a></h3><p>All about it.</p></article><div class="onebox-metadata">x</div></aside>'
  expect(htmlToMarkdown(html)).toBe('> [A guide](https://a.example/g)\n>\n> All about it.')
  const code =
    '<aside class="onebox githubblob"><article class="onebox-body"><h4><a href="https://a.example/b">b.c</a></h4><pre class="onebox"><code class="lang-c"><ol class="start lines"><li>int a;\n</li><li class="selected">int b;\n</li></ol></code></pre></article></aside>'
  expect(htmlToMarkdown(code)).toBe('> [b.c](https://a.example/b)\n>\n> ```c\n> int a;\n> int b;\n> ```')
  expect(htmlToMarkdown('<div class="lazyYT" data-youtube-id="abc" data-youtube-title="A talk"></div>')).toBe(
    '[A talk](https://www.youtube.com/watch?v=abc)',
  )
})

test('a video of another site leads to that site, whatever its number would be on YouTube', () => {
  const video = (site: string) =>
    `<div class="${site}-onebox lazy-video-container" data-video-id="76979871" data-video-title="A talk"><a href="https://${site}.example/76979871">Watch it</a></div>`
  expect(htmlToMarkdown(video('vimeo'))).toBe('[Watch it](https://vimeo.example/76979871)')
  expect(htmlToMarkdown(video('youtube'))).toBe('[A talk](https://www.youtube.com/watch?v=76979871)')
})

test('a poll can be read, and boxes keep their ticks', () => {
  expect(
    htmlToMarkdown(
      '<div class="poll"><div class="poll-container"><div class="poll-title">Which?</div><ul><li>One</li><li>Two</li></ul></div><div class="poll-info"><span class="info-number">3</span><span class="info-label">voters</span></div></div>',
    ),
  ).toBe('**Poll: Which?** (3 voters)\n\n- One\n- Two')
  expect(
    htmlToMarkdown(
      '<ul><li class="has-checkbox"><span class="chcklst-box checked fa"></span> packed</li><li><p><span class="chcklst-box"></span> sent</p></li></ul>',
    ),
  ).toBe('- [x] packed\n\n- [ ] sent')
  expect(htmlToMarkdown('<p>Not in a list: <span class="chcklst-box checked"></span></p>')).toBe('Not in a list: ☑')
})

test('footnotes lead to their notes and back by marks of Markdown', () => {
  expect(
    htmlToMarkdown(
      '<p>A claim<sup class="footnote-ref"><a href="#footnote-7-1" id="footnote-ref-7-1">[1]</a></sup>.</p><hr class="footnotes-sep"><ol class="footnotes-list"><li id="footnote-7-1" class="footnote-item"><p>The note. <a href="#footnote-ref-7-1" class="footnote-backref">↩︎</a></p></li></ol>',
    ),
  ).toBe('A claim[^1].\n\n[^1]: The note.')
})

test('a table keeps the sides of its cells, its bars and the lines within a cell', () => {
  const table = htmlToMarkdown(
    '<div class="md-table"><table><thead><tr><th>a</th><th style="text-align:right">b</th></tr></thead><tbody><tr><td><code>x || y</code></td><td>two<br>lines</td></tr><tr><td><ul><li>p</li><li>q</li></ul></td><td><pre><code>m\nn</code></pre></td></tr></tbody></table></div>',
  )
  expect(table.replace(/ +/g, ' ').replace(/-+/g, '-').split('\n')).toEqual([
    '| a | b |',
    '| - | -: |',
    '| `x \\|\\| y` | two<br>lines |',
    '| • p<br>• q | `m`<br>`n` |',
  ])
  expect(htmlToMarkdown(`<table><tr>${'<td colspan="100000" rowspan="100000">a</td>'.repeat(3)}</tr></table>`).length).toBeLessThan(2_000)
})

test('line breaks of the source between the paragraphs of a cell make no empty lines in it', () => {
  const cell = '<td>\n  <p>first</p>\n\n  <p>second</p>\n</td>'
  const table = htmlToMarkdown(`<table><tr><th>a</th></tr><tr>${cell}</tr></table>`)
  expect(table.split('\n').at(-1)?.replace(/ +/g, ' ')).toBe('| first<br>second |')
})

test('relative addresses lead to the forum they come from; without its address only those that redirect here stay links', () => {
  const html =
    '<p><a href="/u/ada">ada</a> <a href="/t/x/12">topic</a> <a href="#h1">part</a> <a href="javascript:alert(1)">js</a> <img src="/uploads/default/original/1X/a.png" alt="p|690x388"> <a class="attachment" href="/uploads/short-url/z.zip">z.zip</a> <img src="//cdn.example/b.png"></p>'
  expect(htmlToMarkdown(html, base)).toBe(
    '[ada](https://forum.example/u/ada) [topic](https://forum.example/t/x/12) part js ![p](https://forum.example/uploads/default/original/1X/a.png) [z.zip](https://forum.example/uploads/short-url/z.zip) ![](https://cdn.example/b.png)',
  )
  expect(htmlToMarkdown(html)).toBe(
    'ada [topic](/t/x/12) part js ![p](/uploads/default/original/1X/a.png) [z.zip](/uploads/short-url/z.zip) ![](https://cdn.example/b.png)',
  )
})

test('a picture that opens larger is the large one, without name and size of its file', () => {
  expect(
    htmlToMarkdown(
      '<div class="lightbox-wrapper"><a class="lightbox" href="/o.png" title="t"><img src="/s.png" alt="panel" width="690"><div class="meta"><svg></svg><span class="filename">panel</span></div></a></div>',
      base,
    ),
  ).toBe('![panel](https://forum.example/o.png)')
  expect(htmlToMarkdown('<p><video><source src="/uploads/v.mp4"></video> <audio src="https://a.example/x.mp3"></audio></p>', base)).toBe(
    '[v.mp4](https://forum.example/uploads/v.mp4) [x.mp3](https://a.example/x.mp3)',
  )
  expect(htmlToMarkdown('<p>a <img alt="dot" src="data:image/png;base64,AAAA"></p>')).toBe('a dot')
})

test('formulas, dates and hashtags are written as they were typed', () => {
  expect(htmlToMarkdown('<p>It is <span class="math">a_1 * b_2</span></p><div class="math">\\int x_1</div>')).toBe(
    'It is $a_1 \\* b_2$\n\n```math\n\\int x_1\n```',
  )
  expect(
    htmlToMarkdown(
      '<p><span class="discourse-local-date" data-date="2026-03-09" data-time="14:00:00" data-timezone="Europe/Berlin">x</span></p>',
    ),
  ).toBe('2026-03-09 14:00 Europe/Berlin')
  expect(
    htmlToMarkdown('<a class="hashtag-cooked" href="/c/5"><span class="hashtag-icon-placeholder"></span><span>How-to</span></a>', base),
  ).toBe('[#How-to](https://forum.example/c/5)')
})

test('emphasis beside Chinese and Japanese stays readable where it is edited', () => {
  expect(htmlToMarkdown('<p><strong>注意：</strong>请备份 これは<strong>「重要」</strong>です</p>')).toBe(
    '**注意：**请备份 これは**「重要」**です',
  )
})

test('HTML that is nested without end leaves its words', () => {
  for (const tag of ['div', 'blockquote', 'details', 'b', 'span class="spoiler"'])
    expect(htmlToMarkdown(`${`<${tag}>`.repeat(3_000)}the words`)).toBe('the words')
})
