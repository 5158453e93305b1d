// Scripts that write no blanks between words, or join endings to names: a name of theirs has no end of its own in a sentence.
const unspaced = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}`
const letter = String.raw`\p{L}\p{N}\p{M}_`
/** Letters and digits, with single dots and hyphens between them. */
const handle = String.raw`[\p{L}\p{N}_](?:[${letter}]|[.\-](?=[${letter}])){0,79}`
/** In brackets anything in one line, except brackets. */
const bracketed = String.raw`\[[^\[\]\n@]{1,80}\]`
// Before it: no letter, as in a@b.org, and no sign of an address. After it: nothing that continues an address (@types/node,
// @ada@host, @ada:host) or calls something (@Test(…)).
const before = `(?<!(?![${unspaced}])[${letter}@/+=%])`
const after = String.raw`(?![${letter}@(]|[.\-][${letter}]|/[${letter}]|:[${letter}/])`

/** What may be a mention: `@name`, or `@[Name With Blanks]`. Each begins with `@`. Whether somebody has this name is decided elsewhere. */
export const mentionPattern = new RegExp(`${before}@(?:${bracketed}|${handle}${after})`, 'gu')

const isHandle = new RegExp(`^${handle}$`, 'u')
const isUnspaced = new RegExp(`[${unspaced}]`, 'u')
const isBracketed = new RegExp(`^${bracketed}$`, 'u')

/** Returns the name in a mention as it is written, without its signs. */
export function mentionedName(written: string): string {
  return written.startsWith('@[') ? written.slice(2, -1) : written.slice(1)
}

/** Returns a name in the form in which names of mentions are compared: letter case, blanks and Unicode forms make no difference. */
export function mentionKey(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** Returns what mentions someone of this name, or null if no text can. */
export function mentionOf(name: string): string | null {
  if (isHandle.test(name) && !isUnspaced.test(name)) return `@${name}`
  return isBracketed.test(`[${name}]`) ? `@[${name}]` : null
}
