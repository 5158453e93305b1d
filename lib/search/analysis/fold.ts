/** Letters that Unicode does not take apart, and what people type who don't have them. */
const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ŀ: 'l',
}
const letterPattern = /[ßæœøłđðþħŧŋıŀ]/g

/**
 * Marks that come and go with a writer's care: accents of Latin, Greek and Cyrillic, vowel signs of Hebrew and Arabic, the nukta of
 * Indian scripts. In other scripts marks are vowels and tones, without which another word is left.
 */
const looseMarks = new RegExp(
  `[${[
    '\\u0300-\\u036f\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f',
    '\\u0483-\\u0487',
    '\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7',
    '\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc',
    '\\u093c\\u09bc\\u0a3c\\u0abc\\u0b3c\\u0cbc',
    // Signs that only say how a character is drawn, or where a word may be cut.
    '\\ufe00-\\ufe0f\\u00ad',
  ].join('')}]`,
  'g',
)

/** A word as the vocabulary keeps it: lower case, without accents, in letters that every keyboard has where there are such. */
export function fold(word: string): string {
  const lower = word.toLowerCase()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII.
  if (/^[\x00-\x7f]*$/.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(looseMarks, '')
    .normalize('NFC')
    .replace(letterPattern, (letter) => letters[letter] ?? letter)
}

const digraphs: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' }
const digraphPattern = /[äöüåø]/g

/** The word as it is written where these letters are missing: `größe` as `groesse`. Null for a word without one. */
export function spellOut(word: string): string | null {
  const lower = word.toLowerCase().normalize('NFC')
  const spelt = lower.replace(digraphPattern, (letter) => digraphs[letter] ?? letter)
  return spelt === lower ? null : fold(spelt)
}
