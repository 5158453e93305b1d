/** Longer names of hosts there are none. */
const hostLengthMax = 255
const beginning = /https?:\/\/|www\./iy
const host = /^[^\s<!-,/:-@[-^`{-~]+/
const rest = /[^\s<]*/y
const trailing = new Set('!"\'*,.:;?_~]')

/** Where a bare address ends that begins at `at`, by the rules of GFM; -1 where none begins. Within it no sign means anything. */
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

/** Without what belongs to the sentence: its marks, and a parenthesis that does not begin in the address. */
function withoutTrailing(text: string, least: number, until: number, run: string): number {
  let end = until
  let excess = run.split(')').length - run.split('(').length
  for (; end > least; end--) {
    const sign = text[end - 1] as string
    if (sign === ')' && excess > 0) excess--
    else if (!trailing.has(sign)) break
  }
  return end
}
