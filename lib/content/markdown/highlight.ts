import { EncodedTokenMetadata, INITIAL, type StateStack } from 'shiki/textmate'
import { grammarNameOf, readyGrammar } from './grammars'
import { languages } from './languages'
import { classOfColour } from './theme'

/** Longer blocks are logs, and stay plain. */
const highlightLengthMax = 20_000

/** A piece of code with one class; null is plain. */
export type CodeToken = { text: string; className: string | null }

/** Whether there is time left for colours. It is called before each line. */
export type TimeLeft = () => boolean

/** Returns the label of a language, by the name behind a fence, or null if it is not known. */
export function labelOf(language: string): string | null {
  const name = grammarNameOf(language)
  return name === null ? null : (languages[name]?.label ?? null)
}

/**
 * Returns code as lines of tokens, or null if the grammar is not loaded, the block is too long or time runs out: code has
 * colours to its end or not at all. The tokenizer's own limit is not used, because it colours the rest of a line like its last
 * token.
 */
export function highlight(code: string, language: string, timeLeft: TimeLeft): CodeToken[][] | null {
  const name = grammarNameOf(language)
  const ready = name === null || code.length > highlightLengthMax ? null : readyGrammar(name)
  if (!ready) return null
  const lines: CodeToken[][] = []
  let state: StateStack = INITIAL
  for (const line of code.split(/\r?\n/)) {
    if (!timeLeft()) return null
    const { tokens, ruleStack } = ready.grammar.tokenizeLine2(line, state, noLimit)
    lines.push(tokensOf(line, tokens, ready.colours))
    state = ruleStack
  }
  return lines
}

const noLimit = 0

/**
 * Turns the grammar's pairs, each a position in the line and packed numbers, into text with classes. Neighbours with the same
 * class are joined.
 */
function tokensOf(line: string, pairs: Uint32Array, colours: string[]): CodeToken[] {
  const tokens: CodeToken[] = []
  for (let i = 0; i < pairs.length; i += 2) {
    const text = line.slice(pairs[i], pairs[i + 2] ?? line.length)
    if (!text) continue
    const colour = colours[EncodedTokenMetadata.getForeground(pairs[i + 1] ?? 0)] ?? ''
    const className = classOfColour[colour.toLowerCase()] ?? null
    const before = tokens.at(-1)
    if (before?.className === className) before.text += text
    else tokens.push({ text, className })
  }
  return tokens
}
