import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { expect, test } from 'vitest'
import { seeded } from '../../../tools/evaluate/misspell'
import { linesOf } from './scan-lines'

const pieces =
  '```|~~~|``` a|```js|``` `|~~~~|   ```|    ```|\t```|> ```|- ```|1. ```|a||  |> a|>|- a|- - b|  - b|    c|\ta|\u00a0|<div>|</div>|  <p>|<!--|-->|<pre>|</pre>|<?|?>|<a|<br>|[^1]: x|[^1]: ```|[a]: b|"|# a|===|---|***|`|``|\\'.split(
    '|',
  )
const tables = ['|a|', '|-|', '|b|']

/** Returns the lines that the parser reads as fenced code, from 1. */
function fencedLines(markdown: string): Set<number> {
  const lines = new Set<number>()
  const visit = (node: Nodes) => {
    const { start, end } = node.position ?? {}
    if (node.type === 'code' && start && end) for (let line = start.line; line <= end.line; line++) lines.add(line)
    if ('children' in node) for (const child of node.children) visit(child)
  }
  visit(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }))
  return lines
}

test('what the bounds leave out as fenced is fenced for the parser too, whatever stands around it', () => {
  const random = seeded(7)
  const pick = <T>(from: T[]) => from[Math.floor(random() * from.length)] as T
  for (let round = 0; round < 4_000; round++) {
    const text = Array.from({ length: 2 + Math.floor(random() * 9) }, () => pick(random() < 0.1 ? tables : pieces)).join('\n')
    const fenced = fencedLines(text)
    let number = 0
    for (const line of linesOf(text)) {
      number++
      if (line.isFenced) expect(fenced.has(number), `line ${number} of ${JSON.stringify(text)}`).toBe(true)
    }
  }
})
