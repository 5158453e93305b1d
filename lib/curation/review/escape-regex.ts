/** Returns a text as a part of a regular expression of JavaScript, with the flag `u`. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/**
 * The same for PostgreSQL. Letters beyond ASCII are in both cases, because which of them `~*` knows depends on how the database was
 * created.
 */
export function escapeSqlRegex(text: string): string {
  return [...text].map(eitherCase).join('')
}

function eitherCase(sign: string): string {
  const cases = new Set([sign, sign.toLowerCase(), sign.toUpperCase()].filter((each) => [...each].length === 1))
  if (/[\p{L}\p{M}\p{N}]/u.test(sign)) return cases.size > 1 ? `[${[...cases].join('')}]` : sign
  return /\s/u.test(sign) ? '[[:space:]]' : `\\${sign}`
}
