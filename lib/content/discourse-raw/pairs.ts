import { type BbTag, tagAt } from './tags'

/** An opening tag with the closing one that belongs to it. */
export type BbPair = { tag: BbTag; open: number; close: number; closeEnd: number }

/** Their content is not looked at: tags in it are text. */
const verbatim = ['code', 'pre']

/**
 * Finds which tags belong together, in one pass over the text; the places of both lead to the pair. Code between fences, and between
 * backticks of one line, is passed over. A tag that is never closed has no pair and stays text.
 */
export function pairsIn(text: string, names: ReadonlySet<string>): Map<number, BbPair> {
  const pairs = new Map<number, BbPair>()
  const open: { tag: BbTag; at: number }[] = []
  /** How often each name is open: a closing tag of a name that is not open need not be looked for. */
  const counts = new Map<string, number>()
  const closings = new Closings(text)
  let fence = ''
  let at = 0
  while (at < text.length) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline
    const mark = /^[ \t>]{0,40}(`{3,}|~{3,})/.exec(text.slice(at, Math.min(end, at + 80)))?.[1]
    if (fence) fence = mark?.startsWith(fence) ? '' : fence
    else if (mark) fence = mark
    else at = readLine(at, end)
    at = Math.max(at, end + 1)
  }
  return pairs

  /** Returns the place up to which it has read: that lies in a later line where code goes on. */
  function readLine(from: number, to: number): number {
    let i = from
    while (i < to) {
      const c = text[i]
      if (c === '\\') i += 2
      else if (c === '`') i = afterCode(text, i, to)
      else if (c === '[') i = takeTag(i)
      else i++
    }
    return i
  }

  function takeTag(at: number): number {
    const tag = tagAt(text, at)
    if (!tag || !names.has(tag.name)) return at + 1
    if (tag.closes) close(tag, at)
    else if (verbatim.includes(tag.name)) {
      const found = closings.next(tag.name, tag.end)
      if (found < 0) return tag.end
      return keep({ tag, open: at, close: found, closeEnd: found + tag.name.length + 3 }).closeEnd
    } else {
      open.push({ tag, at })
      counts.set(tag.name, (counts.get(tag.name) ?? 0) + 1)
    }
    return tag.end
  }

  function close(tag: BbTag, at: number): void {
    if (!counts.get(tag.name)) return
    for (let opened = open.pop(); opened; opened = open.pop()) {
      counts.set(opened.tag.name, (counts.get(opened.tag.name) ?? 0) - 1)
      if (opened.tag.name !== tag.name) continue
      keep({ tag: opened.tag, open: opened.at, close: at, closeEnd: tag.end })
      return
    }
  }

  function keep(pair: BbPair): BbPair {
    pairs.set(pair.open, pair).set(pair.close, pair)
    return pair
  }
}

/** Looks for closing tags in any case of letters. What was looked for in vain is not looked for again. */
class Closings {
  private lower: string | undefined
  private readonly gone = new Set<string>()
  constructor(private readonly text: string) {}

  next(name: string, from: number): number {
    if (this.gone.has(name)) return -1
    this.lower ??= this.text.replace(/[A-Z]/g, (c) => c.toLowerCase())
    const found = this.lower.indexOf(`[/${name}]`, from)
    if (found < 0) this.gone.add(name)
    return found
  }
}

/** The place after code that begins with these backticks, or after the backticks where it does not end in this line. */
function afterCode(text: string, from: number, to: number): number {
  const length = runAt(text, from)
  for (let i = from + length; i < to; ) {
    if (text[i] !== '`') i++
    else if (runAt(text, i) === length) return i + length
    else i += runAt(text, i)
  }
  return from + length
}

function runAt(text: string, from: number): number {
  let length = 1
  while (text[from + length] === '`') length++
  return length
}
