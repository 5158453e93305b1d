import { type BbTag, tagAt } from './tags'

/** An opening tag and the closing tag that belongs to it. */
export type BbPair = { tag: BbTag; open: number; close: number; closeEnd: number }

/** Tags within these are text. */
const verbatim = ['code', 'pre']

/**
 * Finds which tags belong together, in one pass over the text. Each pair is in the map twice: by the position of its opening tag and
 * of its closing tag. Code between fences, and between backticks within a line, is skipped. A tag that is never closed has no pair
 * and stays text.
 */
export function pairsIn(text: string, names: ReadonlySet<string>): Map<number, BbPair> {
  return new PairReader(text, names).read()
}

class PairReader {
  private readonly pairs = new Map<number, BbPair>()
  private readonly open: { tag: BbTag; at: number }[] = []
  /** How many tags of each name are open. If none is, a closing tag of that name has no pair. */
  private readonly counts = new Map<string, number>()
  private readonly closings: Closings

  constructor(
    private readonly text: string,
    private readonly names: ReadonlySet<string>,
  ) {
    this.closings = new Closings(text)
  }

  read(): Map<number, BbPair> {
    const { text } = this
    let fence = ''
    let at = 0
    while (at < text.length) {
      const newline = text.indexOf('\n', at)
      const end = newline < 0 ? text.length : newline
      const mark = /^[ \t>]{0,40}(`{3,}|~{3,})/.exec(text.slice(at, Math.min(end, at + 80)))?.[1]
      if (fence) fence = mark?.startsWith(fence) ? '' : fence
      else if (mark) fence = mark
      else at = this.readLine(at, end)
      at = Math.max(at, end + 1)
    }
    return this.pairs
  }

  /** Returns the position up to which it has read. It is in a later line if a code tag ends there. */
  private readLine(from: number, to: number): number {
    let i = from
    while (i < to) {
      const c = this.text[i]
      if (c === '\\') i += 2
      else if (c === '`') i = afterCode(this.text, i, to)
      else if (c === '[') i = this.takeTag(i)
      else i++
    }
    return i
  }

  private takeTag(at: number): number {
    const tag = tagAt(this.text, at)
    if (!tag || !this.names.has(tag.name)) return at + 1
    if (tag.closes) this.close(tag, at)
    else if (verbatim.includes(tag.name)) {
      const found = this.closings.next(tag.name, tag.end)
      if (found < 0) return tag.end
      return this.keep({ tag, open: at, close: found, closeEnd: found + tag.name.length + 3 }).closeEnd
    } else {
      this.open.push({ tag, at })
      this.counts.set(tag.name, (this.counts.get(tag.name) ?? 0) + 1)
    }
    return tag.end
  }

  private close(tag: BbTag, at: number): void {
    if (!this.counts.get(tag.name)) return
    for (let opened = this.open.pop(); opened; opened = this.open.pop()) {
      this.counts.set(opened.tag.name, (this.counts.get(opened.tag.name) ?? 0) - 1)
      if (opened.tag.name !== tag.name) continue
      this.keep({ tag: opened.tag, open: opened.at, close: at, closeEnd: tag.end })
      return
    }
  }

  private keep(pair: BbPair): BbPair {
    this.pairs.set(pair.open, pair).set(pair.close, pair)
    return pair
  }
}

/** Finds closing tags, in upper or lower case. A name that was not found once is not searched again. */
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

/** Returns the position after code that begins with these backticks, or after the backticks if the code does not end in this line. */
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
