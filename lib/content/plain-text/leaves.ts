import { cellsOf, columnsOf } from './line-forms'
import { LinkReader } from './link-target'

/**
 * A part of a text that has words: Markdown in lines, code or raw HTML as it is written, or the cells of a table row. `enter` and
 * `leave` mark the beginning and end of a quote or list item, which HTML within it can't go beyond.
 */
export type Leaf =
  | { kind: 'text' | 'code' | 'html'; text: string }
  | { kind: 'row'; cells: string[] }
  | { kind: 'enter' | 'leave'; of: 'quote' | 'item' }

export type Blocks = { leaves: Leaf[]; links: Set<string>; footnotes: Set<string> }

/** A leaf of which more lines may come. `end` is the line that ends the HTML; null for a blank line. */
export type OpenLeaf =
  | { kind: 'paragraph'; lines: string[] }
  | { kind: 'indented'; lines: string[] }
  | { kind: 'fence'; lines: string[]; marks: string }
  | { kind: 'html'; lines: string[]; end: RegExp | null }
  | { kind: 'table'; columns: number }

/** Collects the leaves of a text, of which at most one is open. */
export class Leaves {
  readonly blocks: Blocks = { leaves: [], links: new Set(), footnotes: new Set() }
  open: OpenLeaf | null = null

  add(leaf: Leaf): void {
    this.blocks.leaves.push(leaf)
  }

  /** Takes the line into the open code or HTML. Returns false if the line is not part of it. */
  takeLine(rest: string): boolean {
    const { open } = this
    if (open?.kind === 'fence') {
      const closing = /^ {0,3}(`+|~+)[ \t]*$/.exec(rest)?.[1]
      if (closing?.startsWith(open.marks)) this.close()
      else open.lines.push(rest)
      return true
    }
    if (open?.kind === 'html') {
      if (open.end === null && rest.trim() === '') return false
      open.lines.push(rest)
      if (open.end?.test(rest)) this.close()
      return true
    }
    if (open?.kind === 'indented' && indentOf(rest) >= 4) {
      open.lines.push(rest.slice(4))
      return true
    }
    return false
  }

  takeBlankLine(): void {
    if (this.open?.kind === 'indented') this.open.lines.push('')
    else this.close()
  }

  /** Makes the last line of the paragraph the head of a table, if this line says that it is one. */
  openTable(bare: string): boolean {
    const columns = columnsOf(bare.trim())
    if (columns === 0 || this.open?.kind !== 'paragraph') return false
    const head = cellsOf(this.open.lines.at(-1) ?? '')
    if (head.length !== columns) return false
    this.open.lines.pop()
    this.close()
    this.add({ kind: 'row', cells: head })
    this.open = { kind: 'table', columns }
    return true
  }

  /** Adds a row to the open table. Returns false if no table is open. */
  takeRow(line: string): boolean {
    if (this.open?.kind !== 'table') return false
    this.add({ kind: 'row', cells: cellsOf(line).slice(0, this.open.columns) })
    return true
  }

  /** Whether a paragraph is open and has more than definitions of links. */
  paragraphHasText(): boolean {
    return this.open?.kind === 'paragraph' && this.withoutDefinitions(this.open.lines.join('\n')) !== ''
  }

  close(): void {
    const { open } = this
    this.open = null
    if (!open || open.kind === 'table') return
    const text = open.lines.join('\n')
    if (open.kind === 'paragraph') this.add({ kind: 'text', text: this.withoutDefinitions(text) })
    else this.add({ kind: open.kind === 'html' ? 'html' : 'code', text })
  }

  private withoutDefinitions(text: string): string {
    if (!text.startsWith('[')) return text
    const reader = new LinkReader(text)
    let from = 0
    for (let found = reader.definition(0); found; found = reader.definition(from)) {
      this.blocks.links.add(found.label)
      from = found.end
    }
    return text.slice(from)
  }
}

/** Counts the blanks at the beginning of a line. */
export function indentOf(line: string): number {
  let indent = 0
  while (line[indent] === ' ') indent++
  return indent
}
