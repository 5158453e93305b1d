import { apostrophes } from './apostrophes'
import { fold } from './fold'
import { plainWord, stem, termOf } from './stem'
import { alone, beside, type Token } from './token'

/** A name or number of code: its parts, then the whole. */
export function pushName(tokens: Token[], bare: string, start: number): void {
  const end = start + bare.length
  const whole = fold(bare.replace('−', '-'))
  const parts = splitCompound(bare)
  if (parts.length === 1 && parts[0]?.text === bare) {
    tokens.push(alone(whole, start, end))
    return
  }
  for (const { text, at } of parts) {
    const word = fold(text)
    const isWord = plainWord.test(text)
    const from = start + at
    tokens.push({ term: isWord ? stem(word) : word, word: isWord ? word : null, start: from, end: from + text.length, together: false })
  }
  // Kept for prefixes too: people type the beginning of an identifier.
  tokens.push({ term: whole, word: /^[\p{L}_]/u.test(whole) ? whole : null, start, end, together: parts.length > 0 })
  const otherwise = withoutSigns(bare)
  if (otherwise) tokens.push(beside(termOf(otherwise), start, end, 'variant'))
}

/** How people write a name who leave its signs out: `nodejs`, `mainactor`, `1.2.3` for `v1.2.3`. Null where nothing is left out. */
function withoutSigns(bare: string): string | null {
  const version = /^v(\d+(?:\.\d+)+)$/i.exec(bare)?.[1]
  if (version) return version
  const dotted = /^(\p{L}[\p{L}\p{N}]*)\.(\p{L}[\p{L}\p{N}]*)$/u.exec(bare)
  if (dotted && bare.length <= dottedLengthMax) return `${dotted[1]}${dotted[2]}`
  const letters = bare.replace(apostrophes, '')
  return letters === bare ? (/^@([\p{L}\p{N}_][\p{L}\p{N}_.]*)$/u.exec(bare)?.[1] ?? null) : letters
}

/** Longer ones are calls and hosts rather than names. */
const dottedLengthMax = 18

/** Has a capital inside, an underscore or a sigil: a name from code, which is never stemmed or corrected. */
export function isIdentifier(raw: string): boolean {
  return /[_@.+#\d]|\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(raw)
}

/**
 * `NWBrowser` → NW, Browser · `sec_protocol_options` → sec, protocol, options · `18.4` → 18, 4 · `IPv6` → IP, 6.
 * Single letters (the i of iOS, the k of kCFStream) say nothing by themselves and are left out.
 */
function splitCompound(raw: string): { text: string; at: number }[] {
  if (/^[A-Za-z][A-Za-z0-9]*(?:\+\+|#)\p{N}+$/u.test(raw)) return versionedName(raw)
  const pieces = raw.matchAll(/\p{Lu}+(?=v\p{N})|\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}+|[\p{Lo}\p{M}]+|\p{N}+/gu)
  return [...pieces].map((piece) => ({ text: piece[0], at: piece.index })).filter(({ text }) => text.length > 1 || /\p{N}/u.test(text))
}

/** `C++17` → C++, 17. */
function versionedName(raw: string): { text: string; at: number }[] {
  const number = raw.search(/\p{N}+$/u)
  return [
    { text: raw.slice(0, number), at: 0 },
    { text: raw.slice(number), at: number },
  ]
}
