/** Meilisearch's own tokenizer must not take a term apart: every sign it could split at is written out. */
const kept = /[^a-z0-9\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/gu
/** Longer words are left out by the engine. */
const lengthMax = 60

/** A term of the analyser as one word of the engine: `c++` is `cx2bxx2bx`. Different terms stay different. */
export function wordOf(term: string): string {
  return term.slice(0, lengthMax).replace(kept, (sign) => `x${(sign.codePointAt(0) as number).toString(16)}x`)
}
