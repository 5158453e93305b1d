import transliterate from '@sindresorhus/transliterate'
import { withFewMarks } from './marks'

const slugLengthMax = 80
/** Of letters that take several bytes: with these a file may be named, too. */
const otherScriptMax = 50
/** In characters, not UTF-16 units. */
export const tagLengthMax = 60

/**
 * Words that are in an address where a slug is in others, as in /threads/12/edit. A test derives them from the
 * tables of routes and forms.
 */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'asks-the-same',
  'coverage-response',
  'duplicate',
  'edit',
  'history',
  'judge',
  'mine',
  'move',
  'new',
  'posts',
  'related',
  'reply',
])

/** Words of these scripts with their accents: everyone reads them in Latin letters, and keyboards have those. */
const romanised = /(?:[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{Script=Inherited}*)+/gu

/**
 * A part of an address made from a title: lower case letters and digits with hyphens between. Latin, Greek and Cyrillic
 * letters become ASCII, those of other scripts stay. A title without any letter or digit gives `fallback`, and so may
 * another one: a slug is no identity.
 */
export function slugOf(title: string, fallback = 'thread'): string {
  const words = title
    .normalize('NFKC')
    .replace(romanised, (word) => transliterate(word))
    .toLowerCase()
    .replace(/c\+\+/g, 'cpp')
    .replace(/(?<![\p{L}\p{N}])([cf])#/gu, '$1sharp')
    // Quotes within words, and characters that are not seen.
    .replace(/['’ʼ`´\p{Cf}]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
  const lengthMax = /^[\x20-\x7e]*$/.test(words) ? slugLengthMax : otherScriptMax
  const slug = trimmed(Array.from(trimmed(words)).slice(0, lengthMax).join(''))
  // Addresses of ours are at these places already.
  return reservedSlugs.has(slug) ? `${slug}-${fallback}` : slug || fallback
}

/**
 * A tag as it is stored: lower case, words joined by hyphens, without "/" and "?". A "#" stays where it ends a name (c#,
 * c#-8.0); before a name it is how people write a tag. Empty where no letter, digit or sign is left.
 */
export function tagNameOf(label: string): string {
  const name = withFewMarks(label)
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/[\s/?]+/gu, '-')
    .replace(/(?<![\p{L}\p{M}\p{N}+#])#+/gu, '-')
    .replace(/-{2,}/g, '-')
  const tag = trimmed(Array.from(trimmed(name)).slice(0, tagLengthMax).join(''))
  // An address of dots alone means another folder.
  return /^\.+$/.test(tag) ? '' : tag
}

function trimmed(text: string): string {
  return text.replace(/^-+|-+$/g, '')
}
