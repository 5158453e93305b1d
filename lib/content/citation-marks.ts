import { linesOf } from './markdown/scan-lines'

/**
 * A source as the text of a canonical answer has it: `[^/threads/12#r3]`, `[^/answers/some-slug]` or
 * `[^https://example.org/doc "Its title"]`. `from` and `to` are where it begins and ends.
 */
export type CitationMark = { label: string; title: string | null; from: number; to: number }

/** More than any answer cites. Later ones are left out, as they are written. */
export const citationsMax = 300

const address = String.raw`\/(?:threads|answers)\/[^\s[\]"\\^]{1,400}|https?:\/\/[^\s[\]"\\^]{1,600}`
const inside = String.raw`(${address})(?: "([^"[\]\n]{1,200})")?`
const whole = new RegExp(`^(?:${inside})$`)
// Escapes and code first: what is within them is no mark.
const marks = new RegExp(String.raw`\\.|(\x60+)(?:[^\x60]|[^\x60].*?[^\x60])\1(?!\x60)|\[\^${inside}\]`, 'g')

/** Reads what stands between `[^` and `]`; null if that names no source. */
export function readLabel(written: string): { label: string; title: string | null } | null {
  const found = whole.exec(written)
  return found?.[1] === undefined ? null : { label: found[1], title: found[2] ?? null }
}

/** Returns the sources that a Markdown text cites, in order. What is in code, or is a footnote of the text itself, is none. */
export function citationsIn(markdown: string): CitationMark[] {
  if (!/\[\^(?:\/|http)/.test(markdown)) return []
  const notes = new Set([...markdown.matchAll(/^ {0,3}\[\^([^\]\s]{1,1000})\]:/gm)].map(([, label = '']) => label.toLowerCase()))
  const found: CitationMark[] = []
  let start = 0
  for (const { text, isFenced } of linesOf(markdown)) {
    if (!isFenced && text.includes('[^')) {
      for (const { 0: written, 2: label, 3: title, index } of text.matchAll(marks)) {
        if (label === undefined || notes.has(label.toLowerCase()) || found.length === citationsMax) continue
        found.push({ label, title: title ?? null, from: start + index, to: start + index + written.length })
      }
    }
    start += text.length
    start += markdown.startsWith('\r\n', start) ? 2 : 1
  }
  return found
}

/** Returns a text in which each source is replaced by what `say` returns for it. */
export function replaceCitations(markdown: string, say: (mark: CitationMark) => string): string {
  let text = ''
  let from = 0
  for (const mark of citationsIn(markdown)) {
    text += markdown.slice(from, mark.from) + say(mark)
    from = mark.to
  }
  return text + markdown.slice(from)
}

/** Returns a text without the sources that it cites: for search, cards, and everyone who may not see them. */
export function withoutCitations(markdown: string): string {
  return replaceCitations(markdown, () => '')
}
