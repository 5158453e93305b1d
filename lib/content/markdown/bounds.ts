import { bodyLengthMax } from '../../shared'
import { linesOf } from './scan-lines'

/**
 * The most that a text may demand of the Markdown parser. The parser's time grows with the product of some of these, and it
 * can't be stopped from within. Each bound is far above what people write and keeps the parser below about two seconds. The
 * growth measurements (`npm run bench -- --only growth`) try a text at every bound.
 */
export const markdownBounds = {
  /** Characters. Imported texts may be longer than those of forms. */
  length: 2 * bodyLengthMax,
  /** Lines outside of fenced code, except blank ones. */
  lines: 10_000,
  /** Nesting of quotes and lists. The parser is recursive, and its stack is limited. */
  nesting: 60,
  /** The sum of the nesting of all lines: each line is compared with every container around it. */
  nestedLines: 8_000,
  /** Paragraphs, list items, headings and table rows. */
  blocks: 5_000,
  /** Beginnings of quotes: each searches the events of all before it. */
  quotes: 1_200,
  /** Underlined headings: each searches the events of all before it. */
  underlinedHeadings: 300,
  /** Definitions of footnotes, and references to them. */
  footnotes: 400,
  /** Definitions of links: each label is searched in a list of all. */
  definitions: 1_000,
  /** Marks of emphasis, links and code in one paragraph: each is compared with those before it. */
  marksInParagraph: 2_500,
  /** Such marks and the bars of tables, in the whole text. */
  marks: 40_000,
} as const

export type MarkdownBound = keyof typeof markdownBounds

const boundNames = Object.keys(markdownBounds) as MarkdownBound[]
const noCounts = Object.fromEntries(boundNames.map((name) => [name, 0])) as Record<MarkdownBound, number>

/** Returns the first bound that a text exceeds, or null. It reads the text once, in linear time. */
export function boundExceeded(markdown: string): MarkdownBound | null {
  if (markdown.length > markdownBounds.length) return 'length'
  const counts = { ...noCounts }
  let marksHere = 0
  let quoteBefore = false
  for (const line of linesOf(markdown)) {
    if (line.isBlank || line.isFenced || line.startsParagraph) marksHere = 0
    if (line.isFenced) continue
    if (line.isBlank) {
      quoteBefore = false
      continue
    }
    counts.lines++
    marksHere += line.marks
    counts.nesting = Math.max(counts.nesting, line.nesting)
    counts.nestedLines += line.depth
    counts.blocks += line.startsBlock ? 1 : 0
    counts.quotes += line.isQuote && !quoteBefore ? 1 : 0
    counts.underlinedHeadings += line.isUnderline ? 1 : 0
    counts.footnotes += line.footnotes
    counts.definitions += line.isDefinition ? 1 : 0
    counts.marksInParagraph = Math.max(counts.marksInParagraph, marksHere)
    counts.marks += line.marks + line.bars
    quoteBefore = line.isQuote
    for (const name of boundNames) if (counts[name] > markdownBounds[name]) return name
  }
  return null
}
