import { expect, test } from 'vitest'
import { idMark } from '../../shared/html-ids'
import { renderMarkdown } from './render'

test('scripts, handlers and script addresses never come through', async () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '![x](data:text/html,<script>)',
    '<iframe src="//evil"></iframe>',
    '<a href="vbscript:x">y</a>',
    '`<script>`',
    '[a]: javascript:x\n\n[a]',
  ].join('\n\n')
  const html = await renderMarkdown(hostile)
  expect(html).not.toMatch(/<script|<iframe|<img[^>]+onerror|href="(?:java|vb)script|src="data:/i)
  expect(html).toContain('&#x3C;script>')
})

test('code is highlighted by classes and labelled with its language', async () => {
  for (const [language, label] of [
    ['swift', 'Swift'],
    ['objc', 'Objective-C'],
    ['ts', 'TypeScript'],
    ['sh', 'Shell'],
    ['json', 'JSON'],
    ['plist', 'XML'],
    ['diff', 'Diff'],
  ]) {
    const html = await renderMarkdown(`\`\`\`${language}\nlet a = "b" // c\n- d\n\`\`\``)
    expect(html, language).toContain(`<span>${label}</span>`)
    expect(html, language).not.toContain('style=')
  }
  expect(await renderMarkdown('```swift\nfunc f() {}\n```')).toContain('<span class="tk">func</span>')
})

test('code of an unknown language keeps its text', async () => {
  expect(await renderMarkdown('```brainfuck\n+[>+<-]\n```')).toContain('+[>+&#x3C;-]')
})

test('headings of a post start at level three and leave no gap', async () => {
  expect(await renderMarkdown('# A\n\n#### B')).toBe(`<h3 id="${idMark}a">A</h3>\n<h4 id="${idMark}b">B</h4>`)
})

test('tables and scrolling code can be reached by keyboard', async () => {
  expect(await renderMarkdown('|a|\n|-|\n|b|')).toContain('<div class="tbl" tabindex="0"')
  expect(await renderMarkdown('```\nx\n```')).toContain('<pre tabindex="0">')
})

test('a long log in a fence is still code, however many brackets it has', async () => {
  expect(await renderMarkdown(`Before\n\n\`\`\`\n${'[info] *x* _y_\n'.repeat(2_000)}\`\`\`\n\nAfter **bold**`)).toContain(
    '<strong>bold</strong>',
  )
})

test('a link around a picture without a text says where it leads', async () => {
  expect(await renderMarkdown('[![](https://a.b/c.png)](https://video.example/watch)')).toContain('aria-label="Link to video.example"')
  expect(await renderMarkdown('<a href="https://video.example"><img src="https://a.b/c.png"></a>')).toContain(
    'aria-label="Link to video.example"',
  )
  expect(await renderMarkdown('[![A cat](https://a.b/c.png)](https://video.example)')).not.toContain('aria-label')
})

test('a range is no deletion: 1~3 stays, ~~gone~~ goes', async () => {
  expect(await renderMarkdown('Pages 4~9 and 12~15, ~~gone~~')).toBe('<p>Pages 4~9 and 12~15, <del>gone</del></p>')
})

test('bold beside Chinese, Japanese and Korean punctuation is bold', async () => {
  for (const [text, bold] of [
    ['**提示：**先备份', '提示：'],
    ['これは**「大事」**です', '「大事」'],
    ['이것은 **"중요"**입니다', '"중요"'],
  ] as const)
    expect(await renderMarkdown(text), text).toContain(`<strong>${bold}</strong>`)
  expect(await renderMarkdown('これは~~「古い」~~です')).toContain('<del>「古い」</del>')
})

test('text from right to left has its direction, block by block, and code keeps its own', async () => {
  const html = await renderMarkdown(
    '# مرحبا\n\n`npm i` لا يعمل\n\n- שלום\n- second\n\n> اقتباس\n\nEnglish\n\n```\nx\n```\n\n| א | b |\n|-|-|\n| c | ד |',
  )
  expect(html).toMatch(/<h3 id="[^"]*" dir="auto">/)
  expect(html).toContain('<p dir="auto"><code dir="ltr">npm i</code> لا يعمل</p>')
  expect(html).toContain('<ul dir="rtl">\n<li dir="rtl">שלום</li>\n<li dir="ltr">second</li>')
  expect(html).toContain('<blockquote dir="rtl">')
  expect(html).toContain('<p dir="auto">English</p>')
  expect(html).toContain('<pre dir="ltr"')
  expect(html).toContain('<table dir="rtl">')
  expect(await renderMarkdown('שלום *מאוד*'), 'words within a line go with it').toBe('<p dir="auto">שלום <em>מאוד</em></p>')
  expect(await renderMarkdown('Plain *English*'), 'others are as they were').toBe('<p>Plain <em>English</em></p>')
})

test('a picture without words has its address in their place, one that can’t be shown is its words', async () => {
  expect(await renderMarkdown('![](https://a.example/chart.png)')).toContain('alt="https://a.example/chart.png"')
  expect(await renderMarkdown('![A chart](https://a.example/chart.png)')).toContain('alt="A chart"')
  expect(await renderMarkdown('![A chart](data:image/png;base64,AAAA)')).toBe('<p>A chart</p>')
  expect(await renderMarkdown('![](upload://abc.png)')).toBe('<p>upload://abc.png</p>')
  expect((await renderMarkdown(`![](data:image/png;base64,${'A'.repeat(5_000)})`)).length).toBeLessThan(300)
  expect(await renderMarkdown('<img src="blob:x" alt="Gone">')).toBe('<p>Gone</p>')
})
