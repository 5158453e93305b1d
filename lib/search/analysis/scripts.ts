// Texts of scripts that put no blanks between words.

/** A piece of a text: what it says, and where it stands. */
export type Piece = { text: string; start: number; end: number }

/** Characters of Thai, Lao, Khmer and Burmese, for a class of a pattern. */
export const segmentedClass = '\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Mymr}'
/** Chinese, Japanese and Korean, with what belongs to half-width kana. */
export const cjkClass = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}ー\\uff70\\uff9e\\uff9f'

/** The time of ICU grows with the square of what it is given at once. */
const segmentedAtOnce = 400
let segmenter: Intl.Segmenter | undefined

/** The words of a run of these scripts, by the dictionaries of ICU. One word may be cut otherwise in another sentence; most are not. */
export function wordsOf(run: string, start: number): Piece[] {
  segmenter ??= new Intl.Segmenter('th', { granularity: 'word' })
  const words: Piece[] = []
  for (let at = 0; at < run.length; ) {
    const part = run.slice(at, at + segmentedAtOnce)
    const found = [...segmenter.segment(part)]
    // What is cut off at the end is looked at once more, whole.
    const whole = at + part.length < run.length && found.length > 1 ? found.slice(0, -1) : found
    for (const { segment, index, isWordLike } of whole) {
      const from = start + at + index
      if (isWordLike) words.push({ text: segment, start: from, end: from + segment.length })
    }
    const last = whole.at(-1)
    at += last ? last.index + last.segment.length : part.length
  }
  return words
}

// A syllable may be written in pieces, and a half-width kana carries its mark behind it.
const characterPattern = /[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|[\s\S][\u3099\u309a\uff9e\uff9f]?/gu

/** Nearly every run is made of these, a unit each, which are in their usual form. */
const usual = /^[\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uac00-\ud7a3]+$/

/** Characters of a CJK run in their usual form: `ﾌﾟ` is `プ`. */
export function charactersOf(run: string, start: number): Piece[] {
  if (usual.test(run)) return Array.from(run, (text, i) => ({ text, start: start + i, end: start + i + 1 }))
  return [...run.matchAll(characterPattern)].map(({ 0: text, index }) => ({
    text: text.normalize('NFKC'),
    start: start + index,
    end: start + index + text.length,
  }))
}
