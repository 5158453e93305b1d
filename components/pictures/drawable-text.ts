/** Emoji, with what joins them. */
const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u20e3|\u200d|\ufe0f/gu

/** The characters that the fonts of pictures have. A test draws all of them. */
export const covered = [
  // Latin, also of Romanian and Vietnamese.
  ' -~\u00a0-\u017e\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u1ea0-\u1ef9',
  // Greek.
  '\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce',
  // Cyrillic.
  '\u0401-\u044f\u0451-\u045f\u0490-\u0493',
  // Punctuation and signs.
  '\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u20ac\u2116\u2212',
].join('')
const drawable = new RegExp(`^[${covered}]*$`, 'u')

/**
 * Returns text for a picture, or null if our fonts lack one of its letters. Next's renderer would fetch a font for them from Google, and
 * pictures of emoji from elsewhere; what people write here must be sent to nobody.
 */
export function drawableText(text: string): string | null {
  const plain = text
    .normalize('NFC')
    .replace(emoji, '')
    .replace(/[\u2010-\u2012]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
  return drawable.test(plain) ? plain : null
}
