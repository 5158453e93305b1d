/** Why a related link is there. Stored with it; turned into words by the page. */
export type Reason = { kind: 'shares'; terms: string[] } | { kind: 'linked' } | { kind: 'duplicate' }

/** A reason in words, the code-like terms apart so that they can be set as code. */
export function wordsOf(reason: Reason): { text: string; terms: string[] } {
  switch (reason.kind) {
    case 'shares':
      return { text: 'shares', terms: reason.terms }
    case 'linked':
      return { text: 'linked from a post', terms: [] }
    case 'duplicate':
      return { text: 'asks the same', terms: [] }
  }
}
