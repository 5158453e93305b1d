import type { Token } from './token'

const lettersAndDigits = /^[\p{L}\p{M}\p{N}]+$/u
const joinedLengthMax = 40

/**
 * Terms for words that a hyphen joins, at the place of the last of them: `setup` for `set-up`, `utf8` for `utf-8`. Of longer chains
 * each two neighbours and the whole. And for a word with a sign before it, as options of commands and variables have it, the word with
 * its sign: `-xvf`, `$PATH`, `#include`.
 */
export function joinedTokens(text: string, chain: RegExpExecArray[], termOf: (word: string) => string): Token[] {
  const last = chain.at(-1) as RegExpExecArray
  if (chain.length === 1) return isMarked(text, last) ? [joined(text[last.index - 1] + last[0].toLowerCase(), last.index - 1, last)] : []
  const words = chain.map(([raw]) => raw)
  if (!words.every((word) => lettersAndDigits.test(word))) return []
  const tokens: Token[] = []
  const goesOn = /^[-\u2010\u2011][\p{L}\p{N}]/u.test(text.slice(last.index + last[0].length, last.index + last[0].length + 2))
  for (const count of chain.length === 2 || goesOn ? [2] : [2, chain.length]) {
    const word = words.slice(-count).join('')
    const first = chain.at(-count) as RegExpExecArray
    // Numbers alone are dates and ranges.
    if (word.length <= joinedLengthMax && /\p{L}/u.test(word)) tokens.push(joined(termOf(word), first.index, last))
  }
  return tokens
}

function joined(term: string, start: number, { 0: raw, index }: RegExpExecArray): Token {
  return { term, word: null, start, end: index + raw.length, together: true, role: 'joined' }
}

/** Whether a sign stands before a word and nothing but a blank or a bracket before that. */
function isMarked(text: string, { 0: raw, index }: RegExpExecArray): boolean {
  if (!/[-$#]/.test(text[index - 1] as string) || raw.length > joinedLengthMax || !/^\p{L}/u.test(raw)) return false
  return index === 1 || /[\s([{`"'“‘|=:,;]/.test(text[index - 2] as string)
}
