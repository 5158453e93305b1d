import { z } from 'zod'

/** The column `reason` of a related link. */
export const reasonColumn = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['pinned', 'duplicate', 'linked', 'same-answer', 'together', 'meaning', 'alike']) }),
  z.object({ kind: z.enum(['error', 'shares']), terms: z.array(z.string()) }),
])

/** The reason of a related link. Stored with it; the page puts it into words. */
export type Reason = z.infer<typeof reasonColumn>

/** Returns a reason in words. Terms are shown as code; the passage is the beginning of the other text, which is read again each time. */
export function wordsOf(reason: Reason, passage = ''): { text: string; terms: string[]; passage: string } {
  const words = (text: string, more: { terms?: string[]; passage?: string } = {}) => ({ text, terms: [], passage: '', ...more })
  switch (reason.kind) {
    case 'pinned':
      return words('chosen by an editor')
    case 'duplicate':
      return words('asks the same')
    case 'linked':
      return words('linked from a post')
    case 'same-answer':
      return words('settled by the same answer')
    case 'together':
      return words('opened in the same visits')
    case 'error':
      return words('same error', { terms: reason.terms })
    case 'meaning':
      return words(passage ? 'asks the same in other words:' : 'asks the same in other words', { passage })
    case 'shares':
      return reason.terms.length > 0 ? words('shares', { terms: reason.terms }) : words('about the same')
    case 'alike':
      return words('about the same')
  }
}

/** From this similarity on, two texts are said to ask the same; unrelated ones have half of it. */
const sameQuestionMin = 0.55

/** Returns why a thread or answer is similar to another: the strongest of what they have in common. */
export function reasonFor(terms: string[], similarity: number | null): Reason {
  const errors = terms.filter(isErrorCode)
  if (errors.length > 0) return { kind: 'error', terms: errors }
  if ((similarity ?? 0) >= sameQuestionMin) return { kind: 'meaning' }
  return terms.length > 0 ? { kind: 'shares', terms } : { kind: 'alike' }
}

/** -65570, 0x80070005, E0277, ERR_CONNECTION_RESET. */
function isErrorCode(term: string): boolean {
  return /^[-−]\d{2,}$|^\d{5,}$|^0x[\da-f]{3,}$|^[A-Z]{1,5}-?\d{3,}$|^(ERR|EAI|SQLITE|SSL|CURLE)_\w{3,}$/i.test(term)
}
