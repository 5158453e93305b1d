/** The longest name that a host can have. */
const hostLengthMax = 255
const beginning = /https?:\/\/|www\./iy
const host = /^[^\s<!-,/:-@[-^`{-~]+/
const rest = /[^\s<]*/y
const trailing = new Set('!"\'*,.:;?_~]')

/**
 * Returns the end of the bare address that begins at `at`, by the rules of GFM, or -1 if there is none. Signs of Markdown
 * within it have no meaning.
 */
export function bareAddressEnd(text: string, at: number): number {
  const before = text[at - 1] ?? ''
  beginning.lastIndex = at
  const found = beginning.exec(text)?.[0]
  if (found === undefined) return -1
  const isName = found.toLowerCase() === 'www.'
  if (isName ? !/^[\s(*_[\]~]?$/.test(before) : /[a-z]/i.test(before)) return -1
  const from = isName ? at : at + found.length
  const name = host.exec(text.slice(from, from + hostLengthMax))?.[0]
  if (!name || (!isName && /^[\p{P}\p{S}]/u.test(name)) || name.split('.').slice(-2).join('').includes('_')) return -1
  rest.lastIndex = from + name.length
  const run = rest.exec(text)?.[0] ?? ''
  const end = withoutTrailing(text, from + name.length, from + name.length + run.length, run)
  return end > from ? end : -1
}

/** Removes what belongs to the sentence: punctuation, and a parenthesis that was not opened in the address. */
function withoutTrailing(text: string, least: number, until: number, run: string): number {
  let end = until
  let excess = run.split(')').length - run.split('(').length
  for (; end > least; end--) {
    const sign = text.charAt(end - 1)
    if (sign === ')' && excess > 0) excess--
    else if (!trailing.has(sign)) break
  }
  return end
}
