import { type Blocks, indentOf, Leaves, type OpenLeaf } from './leaves'
import { fenceOf, headingOf, htmlStart, isDirective, isRule, isUnderline, itemOf } from './line-forms'
import { labelOf } from './link-target'

/** Nesting of quotes and lists. Deeper ones are text. The renderer shows such a post as it was written. */
const nestingMax = 60

/** Characters with which a block other than a paragraph may begin. */
const blockSigns = new Set('#>-+*=_~`<:|[{0123456789')

type Container = { kind: 'quote' } | { kind: 'item'; width: number; isEmpty: boolean }

/** Cuts Markdown into leaves, by the rules of CommonMark and GFM for blocks. Each line is read once. */
export class BlockReader {
  private readonly leaves = new Leaves()
  private containers: Container[] = []

  read(markdown: string): Blocks {
    for (const line of markdown.split(/\r\n|\n|\r/)) this.take(withoutLeadingTabs(line))
    this.leaves.close()
    return this.leaves.blocks
  }

  private take(line: string): void {
    const { matched, rest } = this.match(line)
    const isWithin = matched === this.containers.length
    if (isWithin && this.leaves.takeLine(rest)) return
    if (rest.trim() === '') {
      this.leave(matched)
      this.leaves.takeBlankLine()
      return
    }
    const left = this.openBlocks(rest, matched, isWithin)
    if (left === null) return
    const { open } = this.leaves
    // A line without marks continues the paragraph before it, also outside its quote or list item.
    if (open?.kind === 'paragraph') open.lines.push(left.text.trim())
    else this.begin(left.matched, { kind: 'paragraph', lines: [left.text.trim()] })
  }

  /** Returns how many of the open containers the line belongs to, and the rest of the line. */
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

  /**
   * Opens the blocks that the line begins. Returns the text that is left for a paragraph and the number of its containers, or
   * null if none is left.
   */
  private openBlocks(line: string, within: number, isWithin: boolean): { text: string; matched: number } | null {
    let rest = line
    let matched = within
    let canInterrupt = isWithin && this.leaves.open?.kind === 'paragraph'
    for (;;) {
      const indent = indentOf(rest)
      if (indent >= 4) {
        if (this.leaves.open?.kind === 'paragraph') return { text: rest, matched }
        this.begin(matched, { kind: 'indented', lines: [rest.slice(4)] })
        return null
      }
      const bare = rest.slice(indent)
      // Most lines are plain words.
      if (!blockSigns.has(bare.charAt(0))) return this.rowOrText(rest, matched)
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
        this.leaves.blocks.footnotes.add(labelOf(footnote[1] ?? ''))
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

  /** Opens a heading, fence, rule or block of HTML if the line begins one. */
  private openLeaf(bare: string, matched: number, inParagraph: boolean): boolean {
    const heading = headingOf(bare)
    if (heading !== null) {
      this.begin(matched, null)
      this.leaves.add({ kind: 'text', text: heading })
      return true
    }
    const marks = fenceOf(bare)
    if (marks) {
      this.begin(matched, { kind: 'fence', lines: [], marks })
      return true
    }
    const html = htmlStart(bare, this.leaves.open?.kind === 'paragraph')
    if (html) {
      this.begin(matched, { kind: 'html', lines: [bare], end: html.end })
      if (html.end?.test(bare.slice(html.end.source === '-->' ? 2 : 0))) this.leaves.close()
      return true
    }
    if (inParagraph && isUnderline(bare) && this.leaves.paragraphHasText()) {
      this.leaves.close()
      return true
    }
    if (inParagraph && this.leaves.openTable(bare)) return true
    if (!isRule(bare) && !isDirective(bare)) return false
    this.begin(matched, null)
    return true
  }

  private rowOrText(rest: string, matched: number): { text: string; matched: number } | null {
    return matched === this.containers.length && this.leaves.takeRow(rest) ? null : { text: rest, matched }
  }

  private begin(matched: number, open: OpenLeaf | null): void {
    this.leave(matched)
    this.leaves.close()
    this.leaves.open = open
  }

  private enter(container: Container): void {
    this.containers.push(container)
    this.leaves.add({ kind: 'enter', of: container.kind })
  }

  /** Closes the containers that the line does not belong to, and the open leaf in them. */
  private leave(matched: number): void {
    if (matched === this.containers.length) return
    this.leaves.close()
    for (const { kind } of this.containers.slice(matched)) this.leaves.add({ kind: 'leave', of: kind })
    this.containers.length = matched
  }
}

function withoutTask(text: string): string {
  return text.replace(/^ *\[[ xX]\](?=\s)/, '')
}

/** Replaces tabs before and between marks by blanks, up to the next multiple of four columns. */
function withoutLeadingTabs(line: string): string {
  if (!line.includes('\t')) return line
  const leading = /^[ \t>*+\-\d.)]*/.exec(line)?.[0] ?? ''
  let expanded = ''
  for (const sign of leading) expanded += sign === '\t' ? ' '.repeat(4 - (expanded.length % 4)) : sign
  return expanded + line.slice(leading.length)
}
