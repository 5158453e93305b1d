import snowball from 'snowball-stemmers'
import { env } from '../env'

/**
 * One word of a text as search knows it.
 * `together` is true for a term that stands at the place of the one before it (`nwbrowser` beside `nw browser`).
 * `word` is what the vocabulary keeps for prefixes and spelling; null for what nobody spells.
 */
export type Token = { term: string; word: string | null; start: number; end: number; together: boolean }

/** Longer runs are keys and hashes, which nobody types. */
const termLengthMax = 64

// In order: CJK runs; .NET; C++ and C#; numbers with a minus sign; identifiers and words (with inner dots for
// versions and host names, and apostrophes).
const tokenPattern =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]+|(?<![\p{L}\p{N}])\.[A-Z][A-Za-z]+\b|[A-Za-z][A-Za-z0-9]*(?:\+\+|#)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}\-)])-\d+(?:\.\d+)*|@?[\p{L}\p{N}_\p{M}]+(?:['’.](?=[\p{L}\p{N}])[\p{L}\p{N}_\p{M}]+)*/gu
const cjk = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u
const plainWord = /^\p{L}+$/u

/**
 * The words of a text in order: stems of plain words, code tokens whole and in parts, pairs of CJK characters.
 * The only maker of terms there is: engine, ranker, frequencies and queries agree because they all come here.
 */
export function analyse(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(tokenPattern)) {
    const [raw] = match
    const start = match.index
    if (cjk.test(raw)) pushPairs(tokens, raw, start)
    else if (raw.length <= termLengthMax) pushWord(tokens, raw, start)
  }
  // A lone accent or joiner folds to nothing.
  return tokens.filter((token) => token.term !== '')
}

/** A word as the vocabulary keeps it: lower case, without accents. */
export function fold(word: string): string {
  const lower = word.toLowerCase()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII.
  return /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC')
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

function pushWord(tokens: Token[], raw: string, start: number): void {
  // Most words of most texts: lower-case ASCII, perhaps with a capital in front.
  if (/^[A-Za-z]?[a-z]+$/.test(raw)) {
    const word = raw.toLowerCase()
    tokens.push({ term: stem(word), word, start, end: start + raw.length, together: false })
    return
  }
  const bare = raw.replace(/['’]s$/i, '')
  const end = start + bare.length
  const letters = bare.replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
  if (plainWord.test(letters) && !isIdentifier(letters)) {
    const word = fold(letters)
    tokens.push({ term: stem(word), word, start, end, together: false })
    return
  }
  const whole = fold(bare)
  const parts = partsOf(bare)
  if (parts.length === 1 && parts[0]?.text === bare) {
    tokens.push({ term: whole, word: null, start, end, together: false })
    return
  }
  for (const { text, at } of parts) {
    const word = fold(text)
    const isWord = plainWord.test(text)
    tokens.push({
      term: isWord ? stem(word) : word,
      word: isWord ? word : null,
      start: start + at,
      end: start + at + text.length,
      together: false,
    })
  }
  // Kept for prefixes too: people type the beginning of an identifier.
  tokens.push({ term: whole, word: /^[\p{L}_]/u.test(whole) ? whole : null, start, end, together: parts.length > 0 })
}

/** Has a capital inside, an underscore or a sigil: a name from code, which is never stemmed or mended. */
export function isIdentifier(raw: string): boolean {
  return /[_@.+#\d]|\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}/u.test(raw)
}

/**
 * `NWBrowser` → NW, Browser · `sec_protocol_options` → sec, protocol, options · `18.4` → 18, 4 · `IPv6` → IP, 6.
 * Single letters (the i of iOS, the k of kCFStream) say nothing by themselves and are left out.
 */
function partsOf(raw: string): { text: string; at: number }[] {
  const pieces = raw.matchAll(/\p{Lu}+(?=v\p{N})|\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}+|\p{Lo}+|\p{N}+/gu)
  return [...pieces].map((piece) => ({ text: piece[0], at: piece.index })).filter(({ text }) => text.length > 1 || /\p{N}/u.test(text))
}

// Every pair is a term, and so is a character that stands alone: no dictionary, and any two-character word is found.
function pushPairs(tokens: Token[], raw: string, start: number): void {
  const characters = [...raw]
  let at = start
  characters.forEach((character, i) => {
    const next = characters[i + 1]
    if (next !== undefined || characters.length === 1) {
      const term = character + (next ?? '')
      tokens.push({ term, word: null, start: at, end: at + term.length, together: false })
    }
    at += character.length
  })
}
