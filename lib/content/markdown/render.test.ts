import { expect, test } from 'vitest'
import { renderMarkdown } from './render'

test('scripts, handlers and script addresses never come through', () => {
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
  const html = renderMarkdown(hostile)
  expect(html).not.toMatch(/<script|<iframe|<img[^>]+onerror|href="(?:java|vb)script|src="data:/i)
  expect(html).toContain('&#x3C;script>')
})

test('code is highlighted by classes and labelled with its language', () => {
  for (const [language, label] of [
    ['swift', 'Swift'],
    ['objc', 'Objective-C'],
    ['ts', 'TypeScript'],
    ['sh', 'Shell'],
    ['json', 'JSON'],
    ['plist', 'XML'],
    ['diff', 'Diff'],
  ]) {
    const html = renderMarkdown(`\`\`\`${language}\nlet a = "b" // c\n- d\n\`\`\``)
    expect(html, language).toContain(`<span>${label}</span>`)
    expect(html, language).not.toContain('style=')
  }
  expect(renderMarkdown('```swift\nfunc f() {}\n```')).toContain('<span class="tk">func</span>')
})

test('code of an unknown language keeps its text', () => {
  expect(renderMarkdown('```brainfuck\n+[>+<-]\n```')).toContain('+[>+&#x3C;-]')
})

test('headings of a post start at level three and leave no gap', () => {
  expect(renderMarkdown('# A\n\n#### B')).toBe('<h3>A</h3>\n<h4>B</h4>')
})

test('tables and scrolling code can be reached by keyboard', () => {
  expect(renderMarkdown('|a|\n|-|\n|b|')).toContain('<div class="tbl" tabindex="0"')
  expect(renderMarkdown('```\nx\n```')).toContain('<pre tabindex="0">')
})

test('a long log in a fence is still code, however many brackets it has', () => {
  expect(renderMarkdown(`Before\n\n\`\`\`\n${'[info] *x* _y_\n'.repeat(2_000)}\`\`\`\n\nAfter **bold**`)).toContain('<strong>bold</strong>')
})

test('a link around a picture without a text says where it leads', () => {
  expect(renderMarkdown('[![](https://a.b/c.png)](https://video.example/watch)')).toContain('aria-label="Link to video.example"')
  expect(renderMarkdown('[![A cat](https://a.b/c.png)](https://video.example)')).not.toContain('aria-label')
})
