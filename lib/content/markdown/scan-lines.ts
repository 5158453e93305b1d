import { FenceTracker } from './fence-tracker'

/** The work that a line makes for the parser, estimated without parsing. */
export type ScannedLine = {
  text: string
  isBlank: boolean
  /** True within fenced code, including its first and last line, which the parser does not parse. */
  isFenced: boolean
  isQuote: boolean
  isUnderline: boolean
  isDefinition: boolean
  /** Whether it may begin a paragraph, list item, heading or table row. */
  startsBlock: boolean
  /** Whether it certainly begins a new paragraph, even without a blank line before it. */
  startsParagraph: boolean
  /** Containers that it opens or continues: marks of quotes and lists, and levels of indentation. */
  nesting: number
  /** Containers with which it is compared: its own, or those of the paragraph that it may continue. */
  depth: number
  /** Marks of emphasis, links, code and HTML. */
  marks: number
  bars: number
  footnotes: number
}

const containerMarks = /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)|\[\^[^\]\s]{1,1000}\]:))+/
const columnsOfTab = 4
/** A nested list item is indented by at least two columns. */
const columnsOfLevel = 2

/** Returns the lines of a text with the work for each. If a text can be read in two ways, the more expensive one counts. */
export function* linesOf(markdown: string): Iterable<ScannedLine> {
  const fences = new FenceTracker()
  let blankBefore = true
  /** The deepest container that may still be open. */
  let open = 0
  for (const text of markdown.split(/\r\n|\n|\r/)) {
    // Blank for the parser. Other white space begins a paragraph.
    const isBlank = /^[ \t]*$/.test(text)
    const isFenced = fences.take(text, isBlank)
    const parsed = isFenced || isBlank ? '' : text
    const marks = containerMarks.exec(parsed)?.[0] ?? ''
    const levels = levelsOf(parsed)
    // An indented line without a mark opens nothing, but may continue an open container.
    const nesting = marks === '' ? 0 : levels + countOf(marks, />|[-*+](?=[ \t]|$)|\d+[.)]|\[\^/g)
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
      // Only these lines always end the paragraph before them, unless they are indented as its next line.
      startsParagraph: /^ {0,3}(?:[-*+][ \t]+\S|#{1,6}[ \t])/.test(text),
      nesting,
      depth,
      marks: countOf(parsed, /[*_~[\]`<]/g),
      bars: countOf(parsed, /\|/g),
      footnotes: countOf(parsed, /\[\^/g),
    }
    blankBefore = isBlank
  }
}

function countOf(text: string, sign: RegExp): number {
  return text.match(sign)?.length ?? 0
}

/** Returns the number of list levels that the indentation of a line allows. */
function levelsOf(text: string): number {
  let columns = 0
  for (const c of /^[ \t]*/.exec(text)?.[0] ?? '') columns += c === '\t' ? columnsOfTab : 1
  return Math.floor(columns / columnsOfLevel)
}
