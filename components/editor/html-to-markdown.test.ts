import { expect, test } from 'vitest'
import { htmlToMarkdown } from './html-to-markdown'

test('cells of a spreadsheet become a table, without its looks', () => {
  const copied = `<html><head><style>td { color: red }</style><meta charset="utf-8"></head><body><!--StartFragment-->
    <table style="width: 9px"><colgroup><col style=width:1px></colgroup><tbody>
    <tr><td style="color:red">Code</td><td>Says</td></tr><tr><td>-9807</td><td>a|b<br>two <b>lines</b></td></tr></tbody></table>
    <!--EndFragment--></body></html>`
  expect(htmlToMarkdown(copied)).toBe(
    ['| Code  | Says               |', '| ----- | ------------------ |', '| -9807 | a\\|b two **lines** |'].join('\n'),
  )
})

test('what is copied around a table stays in its place', () => {
  const copied =
    '<p>Before</p><table><tr><th>A</th></tr><tr><td><a href="https://example.org/">x</a></td></tr></table><ul><li>after</li></ul>'
  expect(htmlToMarkdown(copied)).toMatch(/^Before\n\n\| A +\|\n\| -+ \|\n\| \[x\]\(https:\/\/example\.org\/\) \|\n\n- after$/)
})

test('a script that was copied along leaves nothing', () => {
  expect(htmlToMarkdown('<table><tr><td>A</td></tr></table><script>alert(1)</script>')).not.toContain('alert')
})
