import { expect, test } from 'vitest'
import { markdownAttacks } from '../../../tools/bench/attacks'
import { bodyLengthMax } from '../../shared/limits'
import { sectionsOf } from '../sections'
import { asWritten } from './as-written'
import { boundExceeded, markdownBounds } from './bounds'
import { renderMarkdown } from './render'
import { htmlLengthMax, tableCellsMax } from './tree-bounds'

/** The smallest input for which each bound exists. `n` is how often it is in the text. */
const asks: Record<Exclude<keyof typeof markdownBounds, 'length'>, (n: number) => string> = {
  lines: (n) => 'a\n'.repeat(n),
  nesting: (n) => `${'> '.repeat(n)}a`,
  nestedLines: (n) => `${'> '.repeat(50)}a\n`.repeat(n / 50),
  blocks: (n) => 'a\n\n'.repeat(n),
  quotes: (n) => '> a\n\n'.repeat(n),
  underlinedHeadings: (n) => 'a\n=\n'.repeat(n),
  footnotes: (n) => '[^1] '.repeat(n),
  definitions: (n) => '[a]: b\n'.repeat(n),
  marksInParagraph: (n) => '*a '.repeat(n),
  marks: (n) => `${'*a '.repeat(1_000)}\n\n`.repeat(n / 1_000),
}

test('each bound refuses what is beyond it, by name, and nothing that is within', () => {
  for (const [name, make] of Object.entries(asks)) {
    const bound = markdownBounds[name as keyof typeof asks]
    expect(boundExceeded(make(bound * 1.2)), name).toBe(name)
    expect(boundExceeded(make(bound * 0.8)), name).toBe(null)
  }
  expect(boundExceeded('a'.repeat(markdownBounds.length + 1))).toBe('length')
})

test('the marks of one paragraph do not count for the next, wherever that begins', () => {
  const marks = '*a* '.repeat(500)
  for (const between of ['\n\n', '\n- ', '\n# ', '\n```\ncode\n```\n'])
    expect(boundExceeded(`${marks}${between}`.repeat(4)), between).toBe(null)
  expect(boundExceeded(`${marks}\n`.repeat(4)), 'lines of one paragraph do').toBe('marksInParagraph')
})

test('a line without signs costs none of the bounds on signs', () => {
  const words = 'words\n\n'.repeat(4_900)
  expect(boundExceeded(`${words}${`${'*a '.repeat(1_000)}\n\n`.repeat(39)}`)).toBe(null)
  expect(boundExceeded(`${words}${'[^1] '.repeat(300)}`)).toBe(null)
})

test('lists within lists by indentation are nested as those by marks are', () => {
  const nested = (levels: number) => Array.from({ length: levels }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n')
  expect(boundExceeded(nested(445))).toBe('nesting')
  expect(boundExceeded(nested(30))).toBe(null)
})

test('what only looks like a fence hides nothing from the bounds', () => {
  const marks = '*a '.repeat(5_000)
  for (const opening of ['``` `', '<!--\n```\n-->', '- a\n   ```', '> ```', '```\n```js\n```', '<pre>\n```\n</pre>', '    ```'])
    expect(boundExceeded(`${opening}\n${marks}`), opening).toBe('marksInParagraph')
  expect(boundExceeded(`\`\`\`\n${marks}\n\`\`\``), 'a fence does').toBe(null)
})

test('every attack is written out within the bound of HTML, as it was written where it is beyond the others', async () => {
  for (const [name, make] of Object.entries(markdownAttacks)) {
    const text = make(bodyLengthMax)
    const bound = boundExceeded(text)
    if (bound === null) continue
    const html = await renderMarkdown(text)
    expect(html, name).toBe(asWritten(text))
    expect(html.length, name).toBeLessThan(htmlLengthMax)
    expect(sectionsOf(text, {}), `${name}: pages take no longer`).toEqual({ lead: text, sections: [] })
  }
})

test('a table whose short rows would fill a screen of thousands of columns is shown as written, the rest is formatted', async () => {
  const table = `|${'a|'.repeat(300)}\n|${'-|'.repeat(300)}\n${'x|\n'.repeat(100)}`
  const html = await renderMarkdown(`*Before*\n\n${table}\n**after**\n\n| small |\n|-|\n| table |`)
  expect(300 * 101).toBeGreaterThan(tableCellsMax)
  expect(html).toContain('<em>Before</em>')
  expect(html).toContain('<pre tabindex="0"><code>|a|a|')
  expect(html).toContain('<td>table</td>')
  expect(html.match(/<td>/g)?.length).toBe(1)
})

test('the table of 20 kB that once took a process down makes no more HTML than its text', async () => {
  const attack = `|${'a|'.repeat(3_000)}\n|${'-|'.repeat(3_000)}\n${'x|\n'.repeat(4_000)}`
  expect((await renderMarkdown(attack)).length).toBeLessThan(attack.length + 100)
})
