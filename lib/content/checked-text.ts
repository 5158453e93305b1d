import { DomainError } from '../platform/errors'
import { bodyLengthMax, storable, titleLengthMax, withFewMarks } from '../shared'

/** Returns a text as one line without control characters, cut to a length, but never within a character. */
export function oneLine(text: string, lengthMax: number): string {
  const line = storable(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  return line
    .slice(0, lengthMax)
    .toWellFormed()
    .replace(/\uFFFD$/, '')
    .trim()
}

// Zero-width spaces and fillers are invisible.
const visible = /[^\s\p{Cc}\p{Cf}\u115F\u1160\u2800\u3164\uFFA0]/u

/** Returns a title as one line. @throws DomainError `invalid` if it is empty or too long. */
export function checkedTitle(title: string): string {
  const clean = withFewMarks(storable(title).replace(/\s+/g, ' ').trim())
  if (!visible.test(clean)) throw new DomainError('invalid', 'The title is empty.')
  if (clean.length > titleLengthMax)
    throw new DomainError('invalid', `The title has ${clean.length} characters; at most ${titleLengthMax} fit.`)
  return clean
}

/** Returns a Markdown text. @throws DomainError `invalid` if it is empty or too long. */
export function checkedBody(body: string): string {
  const clean = storable(body).replace(/\r\n?/g, '\n').trim()
  if (!visible.test(clean)) throw new DomainError('invalid', 'The text is empty.')
  if (clean.length > bodyLengthMax)
    throw new DomainError('invalid', `The text has ${clean.length} characters; at most ${bodyLengthMax} fit.`)
  return clean
}
