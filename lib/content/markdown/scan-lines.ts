/** What a line says of the work it makes for the parser, without parsing it. */
export type ScannedLine = {
  text: string
  isBlank: boolean
  /** Within fenced code, or its first or last line: taken as it is, whatever stands in it. */
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

const containerMarks = /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))+/
const columnsOfTab = 4
/** A list item within another is indented by two columns at least. */
const columnsOfLevel = 2

/** The lines of a text with what they ask of the parser. Where a text could be read in two ways, the dearer one counts. */
export function* linesOf(markdown: string): Iterable<ScannedLine> {
  let fence = ''
  let rawHtml = false
  let blankBefore = true
  let depth = 0
  for (const text of markdown.split(/\r\n|\n|\r/)) {
    const isBlank = text.trim() === ''
    const isFenced: boolean = fence !== '' || (!rawHtml && opensFence(text))
    if (fence === '') fence = isFenced ? fenceOf(text) : ''
    else if (closesFence(text, fence)) fence = ''
    // In a block of raw HTML a line of backticks opens nothing: from there on, nothing counts as fenced.
    if (!isFenced && /^[ \t>]*<(?:[!?]|script|pre|style|textarea)/i.test(text)) rawHtml = true
    const marks = isFenced || isBlank ? '' : (containerMarks.exec(text)?.[0] ?? '')
    const nesting = isFenced || isBlank ? 0 : nestingOf(text, marks)
    depth = isBlank ? 0 : Math.max(nesting, depth)
    const rest = text.slice(marks.length)
    yield {
      text,
      isBlank,
      isFenced,
      isQuote: marks.includes('>'),
      isUnderline: /^[ \t]*(?:=+|-+)[ \t]*$/.test(rest),
      isDefinition: /^[ \t]*\[[^\]]{0,1000}\]:/.test(rest),
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

function nestingOf(text: string, marks: string): number {
  const named = marks.match(/>|[-*+]|\d+[.)]/g)?.length ?? 0
  const indent = /^[ \t]*/.exec(text)?.[0] ?? ''
  let columns = 0
  for (const c of indent) columns += c === '\t' ? columnsOfTab : 1
  // An indented line without a mark is code or the rest of a paragraph: it opens nothing.
  return named > 0 ? named + Math.floor(columns / columnsOfLevel) : 0
}

// Only without indentation: further right it may stand within a list item, and end with it.
function opensFence(text: string): boolean {
  return /^(?:`{3,}[^`]*|~{3,}.*)$/.test(text)
}

function fenceOf(text: string): string {
  return /^(?:`+|~+)/.exec(text)?.[0] ?? ''
}

function closesFence(text: string, fence: string): boolean {
  const marks = /^ {0,3}(`+|~+)[ \t]*$/.exec(text)?.[1] ?? ''
  return marks.startsWith(fence)
}
