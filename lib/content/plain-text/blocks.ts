import { cellsOf, columnsOf, fenceOf, headingOf, htmlStart, isDirective, isRule, isUnderline, itemOf } from './line-forms'
import { LinkReader, labelOf } from './link-target'

/**
 * A piece of a text that holds words: Markdown in lines, code or raw HTML as it is written, cells of a table. And where a quote or
 * list item begins and ends: HTML within never goes beyond it.
 */
export type Leaf = { kind: 'text' | 'code' | 'html'; text: string } | { kind: 'row'; cells: string[] } | { kind: 'enter' | 'leave' }

export type Blocks = { leaves: Leaf[]; links: Set<string>; footnotes: Set<string> }

/** Quotes and lists within each other; what is deeper is text. The renderer shows such a post as it was written. */
const nestingMax = 60

/** Signs that something else than a paragraph may begin with. */
const blockSigns = new Set('#>-+*=_~`<:|[{0123456789')

type Container = { kind: 'quote' } | { kind: 'item'; width: number; isEmpty: boolean }
type Open =
  | { kind: 'paragraph'; lines: string[] }
  | { kind: 'indented'; lines: string[] }
  | { kind: 'fence'; lines: string[]; marks: string }
  | { kind: 'html'; lines: string[]; end: RegExp | null }
  | { kind: 'table'; columns: number }

/** Cuts Markdown into its leaves, a line at a time and each line once, by the rules of CommonMark and GFM for blocks. */
export class BlockReader {
  private readonly blocks: Blocks = { leaves: [], links: new Set(), footnotes: new Set() }
  private containers: Container[] = []
  private open: Open | null = null

  read(markdown: string): Blocks {
    for (const line of markdown.split(/\r\n|\n|\r/)) this.take(withoutLeadingTabs(line))
    this.close()
    return this.blocks
  }

  private take(line: string): void {
    const { matched, rest } = this.match(line)
    const isWithin = matched === this.containers.length
    if (isWithin && this.goesOn(rest)) return
    if (rest.trim() === '') {
      this.leave(matched)
      if (this.open?.kind === 'indented') this.open.lines.push('')
      else this.close()
      return
    }
    const left = this.openBlocks(rest, matched, isWithin)
    if (left === null) return
    // What is not marked may still belong to the paragraph before it.
    if (this.open?.kind === 'paragraph') this.open.lines.push(left.text.trim())
    else this.begin(left.matched, { kind: 'paragraph', lines: [left.text.trim()] })
  }

  /** Which of the open containers the line belongs to, and what is left of it. */
  private match(line: string): { matched: number; rest: string } {
    let rest = line
    let matched = 0
    for (const container of this.containers) {
      if (container.kind === 'quote') {
        const mark = /^ {0,3}> ?/.exec(rest)
        if (!mark) break
        rest = rest.slice(mark[0].length)
      } else if (rest.trim() === '') {
        if (container.isEmpty) break
      } else {
        if (indentOf(rest) < container.width) break
        rest = rest.slice(container.width)
      }
      if (container.kind === 'item') container.isEmpty = false
      matched++
    }
    return { matched, rest }
  }

  /** Takes the line into the open code, HTML or table, where it belongs to it. */
  private goesOn(rest: string): boolean {
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

  /** Opens what the line begins. Returns the text that is left for a paragraph, and in how many containers; null where none is. */
  private openBlocks(line: string, within: number, isWithin: boolean): { text: string; matched: number } | null {
    let rest = line
    let matched = within
    let canInterrupt = isWithin && this.open?.kind === 'paragraph'
    for (;;) {
      const indent = indentOf(rest)
      if (indent >= 4) {
        if (this.open?.kind === 'paragraph') return { text: rest, matched }
        this.begin(matched, { kind: 'indented', lines: [rest.slice(4)] })
        return null
      }
      const bare = rest.slice(indent)
      // Most lines are words.
      if (!blockSigns.has(bare[0] as string)) return this.rowOrText(rest, matched)
      if (this.openLeaf(bare, matched, canInterrupt)) return null
      const item = itemOf(bare)
      const footnote = /^\[\^([^\]\s[]{1,999})\]:/.exec(bare)
      const opens = bare.startsWith('>') || footnote || (item && (!canInterrupt || item.mayInterrupt))
      if (!opens || this.containers.length >= nestingMax) return this.rowOrText(rest, matched)
      this.begin(matched, null)
      if (bare.startsWith('>')) {
        this.enter({ kind: 'quote' })
        rest = bare.slice(bare[1] === ' ' ? 2 : 1)
      } else if (footnote) {
        this.blocks.footnotes.add(labelOf(footnote[1] as string))
        this.enter({ kind: 'item', width: 4, isEmpty: false })
        rest = bare.slice(footnote[0].length).trimStart()
      } else if (item) {
        this.enter({ kind: 'item', width: indent + item.width, isEmpty: item.isEmpty })
        rest = withoutTask(bare.slice(item.width))
      }
      matched = this.containers.length
      canInterrupt = false
      if (rest.trim() === '') return null
    }
  }

  /** Opens a heading, fence, rule or block of HTML, where the line begins one. */
  private openLeaf(bare: string, matched: number, inParagraph: boolean): boolean {
    const heading = headingOf(bare)
    if (heading !== null) {
      this.begin(matched, null)
      this.blocks.leaves.push({ kind: 'text', text: heading })
      return true
    }
    const marks = fenceOf(bare)
    if (marks) {
      this.begin(matched, { kind: 'fence', lines: [], marks })
      return true
    }
    const html = htmlStart(bare, this.open?.kind === 'paragraph')
    if (html) {
      this.begin(matched, { kind: 'html', lines: [bare], end: html.end })
      if (html.end?.test(bare.slice(html.end.source === '-->' ? 2 : 0))) this.close()
      return true
    }
    if (inParagraph && isUnderline(bare) && this.paragraphHasText()) {
      this.close()
      return true
    }
    if (inParagraph && this.openTable(bare)) return true
    if (!isRule(bare) && !isDirective(bare)) return false
    this.begin(matched, null)
    return true
  }

  /** Makes the last line of the paragraph the head of a table, where this line says that it is one. */
  private openTable(bare: string): boolean {
    const columns = columnsOf(bare.trim())
    if (columns === 0 || this.open?.kind !== 'paragraph') return false
    const head = cellsOf(this.open.lines.at(-1) as string)
    if (head.length !== columns) return false
    this.open.lines.pop()
    this.close()
    this.blocks.leaves.push({ kind: 'row', cells: head })
    this.open = { kind: 'table', columns }
    return true
  }

  private rowOrText(rest: string, matched: number): { text: string; matched: number } | null {
    if (this.open?.kind !== 'table' || matched !== this.containers.length) return { text: rest, matched }
    this.blocks.leaves.push({ kind: 'row', cells: cellsOf(rest).slice(0, this.open.columns) })
    return null
  }

  private paragraphHasText(): boolean {
    return this.open?.kind === 'paragraph' && this.withoutDefinitions(this.open.lines.join('\n')) !== ''
  }

  private begin(matched: number, open: Open | null): void {
    this.leave(matched)
    this.close()
    this.open = open
  }

  private enter(container: Container): void {
    this.containers.push(container)
    this.blocks.leaves.push({ kind: 'enter' })
  }

  /** Leaves the containers that the line does not belong to, and what is open in them. */
  private leave(matched: number): void {
    if (matched === this.containers.length) return
    this.close()
    for (let i = matched; i < this.containers.length; i++) this.blocks.leaves.push({ kind: 'leave' })
    this.containers.length = matched
  }

  private close(): void {
    const { open } = this
    this.open = null
    if (!open || open.kind === 'table') return
    const text = open.lines.join('\n')
    if (open.kind === 'paragraph') this.blocks.leaves.push({ kind: 'text', text: this.withoutDefinitions(text) })
    else this.blocks.leaves.push({ kind: open.kind === 'html' ? 'html' : 'code', text })
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

function withoutTask(text: string): string {
  return text.replace(/^ *\[[ xX]\](?=\s)/, '')
}

function indentOf(line: string): number {
  let indent = 0
  while (line[indent] === ' ') indent++
  return indent
}

/** Tabs before and between marks as blanks up to the next column of four. */
function withoutLeadingTabs(line: string): string {
  if (!line.includes('\t')) return line
  const leading = /^[ \t>*+\-\d.)]*/.exec(line)?.[0] ?? ''
  let expanded = ''
  for (const sign of leading) expanded += sign === '\t' ? ' '.repeat(4 - (expanded.length % 4)) : sign
  return expanded + line.slice(leading.length)
}
