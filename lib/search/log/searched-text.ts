import { maskPrivate, maskSign } from './mask'

/** Of a query so much is kept. */
export const queryKeptMax = 200

/**
 * Returns the text under which searches are counted: masked, in lower case, with single blanks. Empty where nothing but what is private was
 * asked for.
 */
export function searchedText(query: string): string {
  const text = maskPrivate(query).normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim().slice(0, queryKeptMax).trim()
  return text.replaceAll(maskSign, '').trim() === '' ? '' : text
}
