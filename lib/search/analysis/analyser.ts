import { apostropheClass } from './apostrophes'
import { joinedTokens } from './joined'
import { pushEmoji, pushPairs, pushSegments } from './runs'
import { cjkClass, segmentedClass } from './scripts'
import { termOf } from './stem'
import type { Token } from './token'
import { pushWord } from './words'

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

/**
 * The words of a text in order: stems of plain words, code tokens whole and in parts, pairs of CJK characters.
 * Terms are made here only, so that engine, ranker, frequencies and queries agree. If what is made of a text changes, so must
 * `analyserVersion` in lib/search/posts/analysis-state.ts.
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
    else if (emoji.test(raw)) pushEmoji(tokens, raw, start)
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
