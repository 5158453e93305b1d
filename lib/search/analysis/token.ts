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
