import { FenceTracker } from './fence-tracker'

/** What a line says of the work it makes for the parser, without parsing it. */
export type ScannedLine = {
  text: string
  isBlank: boolean
  /** Within fenced code, or its first or last line: taken as it is, whatever is in it. */
  isFenced: boolean
  isQuote: boolean
  isUnderline: boolean
  isDefinition: boolean
  /** Whether it may begin a paragraph, list item, heading or row of a table. */
  startsBlock: boolean
  /** Whether it surely begins a paragraph of its own, without a blank line before it. */
  startsParagraph: boolean
  /** Containers that it opens or names: quote and list marks, and what its indentation allows for. */
  nesting: number
  /** Containers it is held against: its own, or those of the paragraph that it may continue. */
  depth: number
  /** Marks of emphasis, links, code and HTML. */
  marks: number
  bars: number
  footnotes: number
}

const containerMarks = /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]{1,1000}\]:))+/
const columnsOfTab = 4
/** A list item within another is indented by two columns at least. */
const columnsOfLevel = 2

/** The lines of a text with what they ask of the parser. Where a text could be read in two ways, the dearer one counts. */
export function* linesOf(markdown: string): Iterable<ScannedLine> {
  const fences = new FenceTracker()
  let blankBefore = true
  /** The deepest container that may still be open. */
  let open = 0
  for (const text of markdown.split(/\r\n|\n|\r/)) {
    // Blank for the parser: other white space makes a paragraph.
    const isBlank = /^[ \t]*$/.test(text)
    const isFenced = fences.take(text, isBlank)
    const marks = isFenced || isBlank ? '' : (containerMarks.exec(text)?.[0] ?? '')
    const levels = isFenced || isBlank ? 0 : levelsOf(text)
    // An indented line without a mark opens nothing, but it may belong to what is open.
    const nesting = marks === '' ? 0 : levels + (marks.match(/>|[-*+](?=[ \t]|$)|\d+[.)]|\[\^/g)?.length ?? 0)
    if (!isBlank) open = blankBefore && levels === 0 ? nesting : Math.max(open, nesting)
    const depth = isBlank || isFenced ? 0 : blankBefore ? Math.max(nesting, Math.min(levels, open)) : open
    const rest = text.slice(marks.length)
    yield {
      text,
      isBlank,
      isFenced,
      isQuote: marks.includes('>'),
      isUnderline: /^[ \t>]*(?:=+|-+)[ \t]*$/.test(text),
      isDefinition: /^[ \t]*\[(?:\\.|[^\]\\]){0,1000}\]:/.test(rest),
      startsBlock: !isFenced && !isBlank && (blankBefore || marks !== '' || /^[ \t]*#|[|]/.test(rest) || depth > 0),
      // Only these end every paragraph before them, and only where they are not indented enough to be its next line.
      startsParagraph: /^ {0,3}(?:[-*+][ \t]+\S|#{1,6}[ \t])/.test(text),
      nesting,
      depth,
      marks: isFenced ? 0 : (text.match(/[*_~[\]`<]/g)?.length ?? 0),
      bars: isFenced ? 0 : (text.match(/\|/g)?.length ?? 0),
      footnotes: isFenced ? 0 : (text.match(/\[\^/g)?.length ?? 0),
    }
    blankBefore = isBlank
  }
}

/** How many levels of lists the indentation of a line allows for. */
function levelsOf(text: string): number {
  let columns = 0
  for (const c of /^[ \t]*/.exec(text)?.[0] ?? '') columns += c === '\t' ? columnsOfTab : 1
  return Math.floor(columns / columnsOfLevel)
}
