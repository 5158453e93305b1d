import { type CitationMark, citationsIn, withoutCitations } from '../content'
import { type Block, blocksIn } from './blocks'

const claimLengthMax = 600
/** A less similar sentence is another one: an editor must see that the source still says it. */
const sameClaimMin = 0.6

/** A source at its place: `claim` is the sentence that it stands beside. */
export type Placed = { label: string; claim: string }

/**
 * Returns the sources of a text, in order, each with its sentence as far as it is before the source. A list item, heading, or cell of a table
 * ends a sentence.
 */
export function placedIn(markdown: string): Placed[] {
  const blocks = blocksIn(markdown)
  let place = 0
  return citationsIn(markdown).map(({ label, from, to }) => {
    while ((blocks[place + 1]?.from ?? Number.POSITIVE_INFINITY) <= from) place++
    const block = blocks[place] ?? { from: 0, to: markdown.length, context: '' }
    const before = sentencesIn(markdown.slice(block.from, from)).at(-1)
    // Where nothing is before a source, it belongs to what is behind it.
    return { label, claim: claimIn(block, before ?? sentencesIn(markdown.slice(to, block.to))[0] ?? '') }
  })
}

/** Returns the sentences of a text, as `placedIn()` has them. */
export function sentencesOf(markdown: string): string[] {
  return blocksIn(markdown).flatMap((block) =>
    sentencesIn(markdown.slice(block.from, block.to)).map((sentence) => claimIn(block, sentence)),
  )
}

function sentencesIn(markdown: string): string[] {
  const words = withoutCitations(markdown).replace(/\s+/g, ' ').trim()
  return words.split(/(?<=[.!?]) |(?<=。)/).filter(Boolean)
}

const claimIn = ({ context }: Block, sentence: string) => `${context} ${sentence}`.trim().slice(-claimLengthMax)

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

/** Whether two sentences are one, which was edited at most. */
export function isSameClaim(one: string, other: string): boolean {
  return similarity(one, other) >= sameClaimMin
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
