import { bodyLengthMax } from '../../shared'
import { linesOf } from './scan-lines'

/**
 * What a text may ask of the Markdown parser. Its time grows with the product of some of these, and it can't be stopped
 * from within: each bound is far above what people write and keeps the parser below some two seconds. The growth
 * measurements (`npm run bench -- --only growth`) try a text at every bound.
 */
export const markdownBounds = {
  /** Characters. Imported texts may be longer than those of forms. */
  length: 2 * bodyLengthMax,
  /** Lines outside of fenced code that are not blank. */
  lines: 10_000,
  /** Quotes and lists within each other. The parser recurses, and its stack ends. */
  nesting: 60,
  /** The nesting of every line, summed: each line is held against every container around it. */
  nestedLines: 8_000,
  /** Paragraphs, list items, headings and rows of tables. */
  blocks: 5_000,
  /** Quotes that begin: each looks through the events of all before it. */
  quotes: 1_200,
  /** Headings that are underlined: the same. */
  underlinedHeadings: 300,
  /** Definitions of footnotes, and references to them. */
  footnotes: 400,
  /** Definitions of links: each label is looked up in a list of all. */
  definitions: 1_000,
  /** Emphasis, link and code marks of one paragraph: each is held against those before it. */
  marksInParagraph: 2_500,
  /** Such marks and the bars of tables in the whole text. */
  marks: 40_000,
} as const

export type MarkdownBound = keyof typeof markdownBounds

/** The first bound that a text is beyond, or null. One pass over the text, in time that grows with its length alone. */
export function boundExceeded(markdown: string): MarkdownBound | null {
  if (markdown.length > markdownBounds.length) return 'length'
  const counts = {} as Record<MarkdownBound, number>
  for (const name of Object.keys(markdownBounds) as MarkdownBound[]) counts[name] = 0
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
    for (const name of Object.keys(counts) as MarkdownBound[]) if (counts[name] > markdownBounds[name]) return name
  }
  return null
}
