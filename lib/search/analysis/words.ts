import { apostropheClass, apostrophes } from './apostrophes'
import { isIdentifier, pushName } from './code-names'
import { fold, spellOut } from './fold'
import { plainWord, stem, termOf } from './stem'
import { alone, beside, type Token, termLengthMax } from './token'

// French, Italian and Catalan articles and pronouns that lose their vowel before another.
const elision = new RegExp(
  `^(?:[ldjnstmc]|(?:lors|puis|quoi|jus)?qu|un|gl|(?:a|da|de|ne|su|co|que|be)ll)[${apostropheClass}](?=[aeiouyhœæ\\u00c0-\\u00ff])`,
  'iu',
)
const apostrophe = new RegExp(`[${apostropheClass}]`)
const possessive = new RegExp(`[${apostropheClass}]s$`, 'i')

/** A word or name as it is written: its stem, and how else people write it. Names of code go on to `pushName()`. */
export function pushWord(tokens: Token[], raw: string, start: number): void {
  if (raw.length > termLengthMax) {
    tokens.push(alone(fold(raw.slice(0, termLengthMax)), start, start + raw.length))
    return
  }
  // Most words of most texts: lower-case ASCII, perhaps with a capital in front.
  if (/^[A-Za-z]?[a-z]+$/.test(raw)) {
    const word = raw.toLowerCase()
    tokens.push({ term: stem(word), word, start, end: start + raw.length, together: false })
    return
  }
  const hasApostrophe = apostrophe.test(raw)
  const elided = hasApostrophe ? (elision.exec(raw)?.[0].length ?? 0) : 0
  if (elided > 0) {
    pushWord(tokens, raw.slice(elided), start + elided)
    // Some write it without: lhopital.
    tokens.push(beside(termOf(raw.replace(apostrophes, '')), start, start + raw.length, 'joined'))
    return
  }
  const bare = hasApostrophe ? raw.replace(possessive, '') : raw
  const end = start + bare.length
  const letters = hasApostrophe ? bare.replace(apostrophes, '') : bare
  if (plainWord.test(letters) && !isIdentifier(letters)) {
    const word = fold(letters)
    tokens.push({ term: stem(word), word, start, end, together: false })
    const spelt = spellOut(letters)
    if (spelt) tokens.push(beside(stem(spelt), start, end, 'variant'))
    return
  }
  pushName(tokens, bare, start)
}
