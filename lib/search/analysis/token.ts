/**
 * One word of a text as search knows it.
 * `together` is true for a term that stands at the place of the one before it (`nwbrowser` beside `nw browser`).
 * `word` is what the vocabulary keeps for prefixes and spelling; null for what nobody spells.
 */
export type Token = { term: string; word: string | null; start: number; end: number; together: boolean; role?: TokenRole }

/**
 * What a term is that stands together with others. Without a role it is the whole of which they are parts.
 * - `variant`: the same as the term before it, written otherwise (`nodejs` for `node.js`): in a query either counts.
 * - `joined`: words joined by a hyphen or an apostrophe, or one with the sign before it: in a query it helps and is not asked for.
 */
export type TokenRole = 'variant' | 'joined'

/** Of longer runs, which are keys and hashes, this much counts: nobody types them, and who pastes one pastes it whole. */
export const termLengthMax = 64

/** A term of its own, which the vocabulary does not keep. */
export function alone(term: string, start: number, end: number): Token {
  return { term, word: null, start, end, together: false }
}

/** A term at the place of the one before it. */
export function beside(term: string, start: number, end: number, role: TokenRole): Token {
  return { term, word: null, start, end, together: true, role }
}
