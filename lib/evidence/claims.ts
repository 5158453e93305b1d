import { type CitationMark, withoutCitations } from '../content'

const claimLengthMax = 600

/** Returns the words that a source stands beside: its sentence, or what of its paragraph is before it. */
export function claimOf(markdown: string, { from }: Pick<CitationMark, 'from'>): string {
  const paragraph = markdown.slice(markdown.lastIndexOf('\n\n', from) + 1, from)
  const words = withoutCitations(paragraph).replace(/\s+/g, ' ').trim()
  // What ends right at the source is its sentence, not the one before it.
  const start = Math.max(...['. ', '! ', '? ', '。'].map((sign) => words.lastIndexOf(sign, words.length - 2) + 1))
  return words.slice(start).trim().slice(-claimLengthMax)
}

/** Returns the sentences of a text, as `claimOf()` returns them. */
export function sentencesOf(markdown: string): string[] {
  return withoutCitations(markdown)
    .split(/\n{2,}/)
    .flatMap((paragraph) => paragraph.replace(/\s+/g, ' ').split(/(?<=[.!?]) |(?<=。)/))
    .map((sentence) => sentence.trim().slice(-claimLengthMax))
}

/** A paragraph as it is written, and where it begins in its text. */
export type Paragraph = { from: number; text: string }

/** Returns the paragraph in which a source, or whatever stands at this place, is. */
export function paragraphAt(markdown: string, { from }: Pick<CitationMark, 'from'>): Paragraph {
  const before = markdown.lastIndexOf('\n\n', from)
  const end = markdown.indexOf('\n\n', from)
  const start = before < 0 ? 0 : before + 2
  const written = markdown.slice(start, end < 0 ? markdown.length : end)
  return { from: start + written.length - written.trimStart().length, text: written.trim() }
}

/**
 * Returns how similar two sentences are, from 0 to 1: the share of words that both have, and of neighbours, since sentences about the same
 * have many words in common.
 */
export function similarity(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  return (shared(a, b) + shared(pairsOf(a), pairsOf(b))) / 2
}

function shared(a: string[], b: string[]): number {
  if (a.length + b.length === 0) return 1
  const left = new Map<string, number>()
  for (const word of a) left.set(word, (left.get(word) ?? 0) + 1)
  let count = 0
  for (const word of b) {
    const more = left.get(word) ?? 0
    if (more === 0) continue
    count++
    left.set(word, more - 1)
  }
  return (2 * count) / (a.length + b.length)
}

const pairsOf = (words: string[]) => words.map((word, i) => `${words[i - 1] ?? ''} ${word}`)

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
