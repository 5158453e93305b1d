import { withoutCitations } from '../content'

/**
 * A piece of a Markdown text in which a sentence ends at the latest: a paragraph, list item, heading or cell of a table. `context`: what a
 * reader knows from elsewhere: of a cell, how its row begins.
 */
export type Block = { from: number; to: number; context: string }

const listMarker = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+/
const heading = /^#{1,6}(?:[ \t]|$)/
const underline = /^(?:=+|-+)$/
const hardBreak = /(?: {2}|\\)\r?$/
const delimiterRow = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/

/** Returns the blocks of a text, in order. */
export function blocksIn(markdown: string): Block[] {
  const lines = markdown.split('\n')
  const blocks: Block[] = []
  let [from, isOpen] = [0, false]
  let header: Block[] | null = null
  for (const [i, line] of lines.entries()) {
    const [written, to] = [unquoted(line), from + line.length]
    const marker = listMarker.exec(line)
    if (written === '' || marker) header = null
    else if (line.includes('|') && isDelimiterRow(lines[i + 1])) header = cellsOf(markdown, from, to)
    const last = blocks.at(-1)
    if (header) blocks.push(...(isDelimiterRow(line) ? [] : rowOf(markdown, header, cellsOf(markdown, from, to))))
    else if (written !== '' && !underline.test(written)) {
      const isNew = !isOpen || !last || marker !== null || heading.test(written)
      if (isNew) blocks.push({ from: from + (marker?.[0].length ?? 0), to, context: '' })
      else last.to = to
    }
    isOpen = !(header || written === '' || underline.test(written) || heading.test(written) || hardBreak.test(line))
    from = to + 1
  }
  return blocks
}

const unquoted = (line: string) => line.replace(/^[ \t>]+/, '').trim()

const isDelimiterRow = (line = '') => line.includes('|') && delimiterRow.test(unquoted(line))

/** The cells of the line between these places. */
function cellsOf(markdown: string, from: number, to: number): Block[] {
  const line = markdown.slice(from, to)
  const bars = [...line.matchAll(/\\.|\|/g)].flatMap(({ 0: sign, index }) => (sign === '|' ? [index] : []))
  const starts = unquoted(line).startsWith('|') ? bars.map((bar) => bar + 1) : [0, ...bars.map((bar) => bar + 1)]
  const cells = starts.map((start) => ({ from: from + start, to: from + (bars.find((bar) => bar >= start) ?? line.length), context: '' }))
  return cells.filter((cell, i) => i < cells.length - 1 || textOf(markdown, cell) !== '')
}

/** Gives each cell how its row begins, and, where the row says the same twice, its column. */
function rowOf(markdown: string, header: Block[], cells: Block[]): Block[] {
  const texts = cells.map((cell) => textOf(markdown, cell))
  return cells.map((cell, i) => {
    if (i === 0) return cell
    const column = header[i]
    const isTwice = texts.some((text, j) => j > 0 && j !== i && text === texts[i])
    return { ...cell, context: `${texts[0]} ${isTwice && column ? textOf(markdown, column) : ''}`.trim() }
  })
}

const textOf = (markdown: string, { from, to }: Block) => withoutCitations(markdown.slice(from, to)).replace(/\s+/g, ' ').trim()
