import snowball from 'snowball-stemmers'
import { env } from '../../platform/env'
import { fold, spellOut } from './fold'
import { joinedTokens } from './joined'
import { charactersOf, cjkClass, type Piece, segmentedClass, wordsOf } from './scripts'
import type { Token, TokenRole } from './token'

export { fold } from './fold'

/** Of longer runs, which are keys and hashes, this much counts: nobody types them, and who pastes one pastes it whole. */
const termLengthMax = 64

const apostropheClass = "'’ʼ＇‘"
const word = `[[\\p{L}\\p{N}_\\p{M}\\u00ad]--[${cjkClass}${segmentedClass}]]`
// In order: CJK runs; scripts without blanks; .NET; C++, C# and C++17; numbers with a minus sign; identifiers and words (with inner
// dots for versions and host names, and apostrophes); flags of two letters, then other emoji with what is joined to them.
const tokenPattern = new RegExp(
  [
    `[${cjkClass}]+`,
    `[${segmentedClass}][${segmentedClass}\\p{M}]*`,
    '(?<![\\p{L}\\p{N}.])\\.[A-Za-z]{2,}\\b',
    '[A-Za-z][A-Za-z0-9]*(?:\\+\\+|#)\\p{N}*(?![\\p{L}\\p{N}])',
    '(?<![\\p{L}\\p{N}\\-−\\)])[\\-−]\\d+(?:\\.\\d+)*',
    `@?${word}+(?:[${apostropheClass}.](?=[\\p{L}\\p{N}])${word}+)*`,
    '\\p{Regional_Indicator}{2}',
    '\\p{Extended_Pictographic}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]*(?:\\u200d\\p{Extended_Pictographic}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]*)*',
  ].join('|'),
  'gv',
)
const cjk = new RegExp(`^[${cjkClass}]`, 'u')
const segmented = new RegExp(`^[${segmentedClass}]`, 'u')
const emoji = /^[\p{Extended_Pictographic}\p{Regional_Indicator}]/u
const plainWord = /^[\p{L}\p{M}\u00ad]+$/u

/**
 * The words of a text in order: stems of plain words, code tokens whole and in parts, pairs of CJK characters.
 * The only maker of terms there is: engine, ranker, frequencies and queries agree because they all come here. What it makes of a
 * text must not change without `analyserNumber`.
 */
export function analyse(text: string): Token[] {
  const tokens: Token[] = []
  let before: RegExpExecArray | null = null
  let chain: RegExpExecArray[] | null = null
  for (const match of text.matchAll(tokenPattern)) {
    const [raw] = match
    const start = match.index
    if (raw.charCodeAt(0) < firstOfOthers) pushWord(tokens, raw, start)
    else if (cjk.test(raw)) pushPairs(tokens, raw, start)
    else if (segmented.test(raw)) pushSegments(tokens, raw, start)
    else if (emoji.test(raw)) tokens.push(alone(beginningOf(bareEmoji(raw)), start, start + raw.length))
    else pushWord(tokens, raw, start)
    if (start > 0 && isSign(text.charCodeAt(start - 1))) {
      const goesOn: boolean = before !== null && before.index + before[0].length === start - 1 && !/[#$]/.test(text[start - 1] as string)
      chain = goesOn ? [...(chain ?? [before as RegExpExecArray]), match].slice(-chainMax) : [match]
      tokens.push(...joinedTokens(text, chain, termOf))
    } else chain = null
    before = match
  }
  // A lone accent or joiner folds to nothing.
  return tokens.filter((token) => token.term !== '')
}

/** Scripts that are cut otherwise than by blanks, and emoji, come behind this character; so do others. */
const firstOfOthers = 0x0e00
/** Words that are joined as one: more of them are a sentence. */
const chainMax = 5

/** Hyphens; `$` and `#` before a name. */
function isSign(code: number): boolean {
  return code === 0x2d || code === 0x2010 || code === 0x2011 || code === 0x23 || code === 0x24
}

/** The term of a word or name that is written without a sign. */
function termOf(word: string): string {
  const folded = fold(word)
  return plainWord.test(word) ? stem(folded) : folded
}

/** The term of one folded plain word. */
export function stem(word: string): string {
  let known = stems.get(word)
  if (known === undefined) {
    if (stems.size >= stemsKeptMax) stems.clear()
    known = (word.length > 2 && stemmer().stem(word)) || word
    stems.set(word, known)
  }
  return known
}

const stemsKeptMax = 200_000
const stems = new Map<string, string>()
let made: { stem(word: string): string } | undefined

function stemmer(): { stem(word: string): string } {
  if (!made) {
    const snow = snowball.newStemmer(env().language)
    made = { stem: (word) => snow.stem(word) }
  }
  return made
}

// French, Italian and Catalan articles and pronouns that lose their vowel before another.
const elision = new RegExp(
  `^(?:[ldjnstmc]|(?:lors|puis|quoi|jus)?qu|un|gl|(?:a|da|de|ne|su|co|que|be)ll)[${apostropheClass}](?=[aeiouyhœæ\\u00c0-\\u00ff])`,
  'iu',
)
const apostrophe = new RegExp(`[${apostropheClass}]`)
const apostrophes = new RegExp(`(?<=\\p{L})[${apostropheClass}](?=\\p{L})`, 'gu')
const possessive = new RegExp(`[${apostropheClass}]s$`, 'i')

function pushWord(tokens: Token[], raw: string, start: number): void {
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

/** A name or number of code: its parts, then the whole. */
function pushName(tokens: Token[], bare: string, start: number): void {
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

function alone(term: string, start: number, end: number): Token {
  return { term, word: null, start, end, together: false }
}

function beside(term: string, start: number, end: number, role: TokenRole): Token {
  return { term, word: null, start, end, together: true, role }
}

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

// Every pair is a term, and so is a character that stands alone: no dictionary, and any two-character word is found.
function pushPairs(tokens: Token[], raw: string, start: number): void {
  const characters = charactersOf(raw, start)
  if (characters.length === 1) tokens.push(alone(characters[0]?.text ?? '', start, start + raw.length))
  for (let i = 0; i + 1 < characters.length; i++) {
    const [first, second] = characters.slice(i, i + 2) as [Piece, Piece]
    tokens.push(alone(first.text + second.text, first.start, second.end))
  }
}

function pushSegments(tokens: Token[], raw: string, start: number): void {
  for (const word of wordsOf(raw, start)) tokens.push(alone(fold(beginningOf(word.text)), word.start, word.end))
}

// A dictionary takes a run that it does not know for one word; emoji can be joined without end.
function beginningOf(text: string): string {
  return text.length <= termLengthMax
    ? text
    : Array.from(text.slice(0, 2 * termLengthMax))
        .slice(0, termLengthMax / 2)
        .join('')
}

// With or without the colour of the skin and the sign that it is a picture.
function bareEmoji(raw: string): string {
  return raw.replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, '')
}
