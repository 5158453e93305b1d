import { analyse } from '../analysis/analyser'
import { isCommonWord } from '../analysis/common-words'
import { type Corpus, type QueryTerm, waysOf } from '../query/query-term'

/** A run of text, marked where it matched. */
export type Segment = { text: string; mark: boolean }

const passageLength = 220
/** A passage is looked for in this much of a post: few matches first appear later, and every result pays for it. */
const searchedLengthMax = 6_000
/** Words in more than this share of the posts are not marked: every passage has them, and they say nothing. */
const markedShareMax = 0.35

/** A text around a query has many words: those are marked that hardly any post has. */
const contextShareMax = 0.03
const contextPostsMin = 4

/** The terms worth marking: those that carry weight, or all if none does. */
export function markedTerms(queryTerms: QueryTerm[], corpus: Corpus): Map<string, number> {
  const mostPosts = { own: corpus.posts * markedShareMax, context: Math.max(contextPostsMin, corpus.posts * contextShareMax) }
  const distinctive = queryTerms.filter(
    ({ typed, posts, context }) => posts <= (context ? mostPosts.context : mostPosts.own) && !isCommonWord(typed),
  )
  const chosen = distinctive.length > 0 ? distinctive : queryTerms
  return new Map(
    chosen.flatMap((queryTerm) =>
      waysOf(queryTerm)
        .flat()
        .map((term) => [term, 1 / (1 + Math.log1p(queryTerm.posts))]),
    ),
  )
}

/** The whole text with its matches marked. */
export function markAll(text: string, terms: Map<string, number>): Segment[] {
  return segmentsOf(text, spansOf(text, terms), 0, text.length)
}

/**
 * The stretch of a text that holds the most of the rare words, with matches marked and an ellipsis where it is cut.
 * The beginning of the text where nothing matches.
 */
export function markPassage(text: string, terms: Map<string, number>): Segment[] {
  const line = text.replace(/\s+/g, ' ').trim()
  const spans = spansOf(line.slice(0, searchedLengthMax), terms)
  const start = windowStart(line, spans)
  const end = cutAtWord(line, start + passageLength)
  const segments = segmentsOf(line, spans, start, end)
  if (start > 0) segments.unshift({ text: '… ', mark: false })
  if (end < line.length) segments.push({ text: ' …', mark: false })
  return segments
}

type Span = { start: number; end: number; term: string; weight: number }

function spansOf(text: string, terms: Map<string, number>): Span[] {
  const spans: Span[] = []
  for (const token of analyse(text)) {
    const weight = terms.get(token.term)
    if (weight === undefined) continue
    const last = spans.at(-1)
    // An identifier and its parts lie over each other: one mark.
    if (last && token.start < last.end) {
      last.start = Math.min(last.start, token.start)
      last.end = Math.max(last.end, token.end)
    } else spans.push({ start: token.start, end: token.end, term: token.term, weight })
  }
  return spans
}

function windowStart(line: string, spans: Span[]): number {
  if (line.length <= passageLength || spans.length === 0) return 0
  let best = 0
  let bestValue = -1
  for (const [i, first] of spans.entries()) {
    const seen = new Set<string>()
    let value = 0
    for (let j = i; j < spans.length && (spans[j] as Span).end <= first.start + passageLength; j++) {
      const span = spans[j] as Span
      value += seen.has(span.term) ? span.weight * 0.1 : span.weight
      seen.add(span.term)
    }
    if (value > bestValue) {
      best = first.start
      bestValue = value
    }
  }
  // Some words before the first match, so that the passage can be read.
  const lead = Math.max(0, Math.min(best - 40, line.length - passageLength))
  return lead === 0 ? 0 : line.indexOf(' ', lead) + 1
}

function cutAtWord(line: string, at: number): number {
  if (at >= line.length) return line.length
  const space = line.lastIndexOf(' ', at)
  return space > at - 40 ? space : at
}

function segmentsOf(text: string, spans: Span[], from: number, to: number): Segment[] {
  const segments: Segment[] = []
  let at = from
  for (const { start, end } of spans) {
    if (start < at || end > to) continue
    if (start > at) segments.push({ text: text.slice(at, start), mark: false })
    segments.push({ text: text.slice(start, end), mark: true })
    at = end
  }
  if (at < to) segments.push({ text: text.slice(at, to), mark: false })
  return segments
}
