import { titleLengthMax } from '../../shared'
import type { Reading } from '../request'
import { piecesOf } from './parse'

/**
 * Returns the words of a query as the title of a question: without the quotes, and without what is left out after a minus. It is cut
 * between two words at the longest title. `text` is the query without operators.
 */
export function asQuestion(text: string, reading: Reading): string {
  const words = piecesOf(text)
    .filter((piece) => !piece.startsWith('-"') && !(reading === 'excluded' && /^-\p{L}/u.test(piece)))
    .map((piece) => piece.replaceAll('"', ' '))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (words.length <= titleLengthMax) return words
  const space = words.lastIndexOf(' ', titleLengthMax)
  // A key without a space is cut anywhere, but no character of two halves is.
  return space > 0 ? words.slice(0, space) : words.slice(0, titleLengthMax).replace(/[\uD800-\uDBFF]$/, '')
}
