import { decodeNamedCharacterReference } from 'decode-named-character-reference'

const referencePattern = /&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z][a-zA-Z0-9]{1,31}));/y

/** Returns the character reference at `at`, decoded, with its end, or null. */
export function readReference(text: string, at: number): { text: string; end: number } | null {
  referencePattern.lastIndex = at
  const found = referencePattern.exec(text)
  if (!found) return null
  const [, hexadecimal, decimal, name] = found
  const decoded = name !== undefined ? decodeNamedCharacterReference(name) : characterOf(hexadecimal, decimal)
  return decoded === false ? null : { text: decoded, end: referencePattern.lastIndex }
}

/** Returns a text with all character references decoded. */
export function withReferences(text: string): string {
  let decoded = ''
  let from = 0
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at)) {
    const found = readReference(text, at)
    if (found) {
      decoded += text.slice(from, at) + found.text
      from = found.end
    }
    at = found?.end ?? at + 1
  }
  return decoded + text.slice(from)
}

function characterOf(hexadecimal: string | undefined, decimal: string | undefined): string {
  const code = hexadecimal !== undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal)
  const isNone = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
  return isNone ? '\ufffd' : String.fromCodePoint(code)
}
