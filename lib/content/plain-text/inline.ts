import { type Delimiter, Delimiters, flanks } from './emphasis'
import { HtmlReader } from './html'
import { LinkReader, labelOf } from './link-target'
import { readReference } from './references'

/** What the text names elsewhere: labels of links, and of footnotes. */
export type Labels = { links: ReadonlySet<string>; footnotes: ReadonlySet<string> }

const autolink = /<((?:[a-z][a-z0-9+.-]{1,31}:[^\s<>]*)|(?:[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*))>/iy
const special = /[\\`*_~[\]!<&]/g
const escapable = /[!-/:-@[-`{-~]/

type Bracket = { at: number; from: number; isImage: boolean; bottom: Delimiter | null }

/** The words of a paragraph, heading or cell, in one pass. */
export function textOfInline(text: string, labels: Labels): string {
  return text.search(special) === -1 ? text : new InlineReader(text, labels).read()
}

class InlineReader {
  private readonly pieces: string[] = []
  private readonly delimiters = new Delimiters()
  private readonly runs: { delimiter: Delimiter; at: number }[] = []
  private readonly brackets: Bracket[] = []
  /** Openers below this place in `brackets` are dead: no link stands in a link. */
  private deadBelow = 0
  private html: HtmlReader | undefined
  private links: LinkReader | undefined
  private ticks: Map<number, number[]> | undefined

  constructor(
    private readonly text: string,
    private readonly labels: Labels,
  ) {}

  read(): string {
    const { text } = this
    let from = 0
    for (;;) {
      special.lastIndex = from
      const found = special.exec(text)
      if (!found) break
      const at = found.index
      if (at > from) this.pieces.push(text.slice(from, at))
      from = this.take(text[at] as string, at)
    }
    this.pieces.push(text.slice(from))
    this.delimiters.resolve(null)
    for (const { delimiter, at } of this.runs) this.pieces[at] = delimiter.sign.repeat(delimiter.count)
    return this.pieces.join('')
  }

  /** Takes the sign at `at` with what belongs to it. Returns where the rest begins. */
  private take(sign: string, at: number): number {
    switch (sign) {
      case '\\':
        return this.escape(at)
      case '`':
        return this.code(at)
      case '*':
      case '_':
      case '~':
        return this.run(sign, at)
      case '!':
        return this.text[at + 1] === '[' ? this.open(at, 2) : this.push('!', at + 1)
      case '[':
        return this.open(at, 1)
      case ']':
        return this.close(at)
      case '&': {
        const reference = readReference(this.text, at)
        return reference ? this.push(reference.text, reference.end) : this.push('&', at + 1)
      }
      default:
        return this.angle(at)
    }
  }

  private push(piece: string, end: number): number {
    this.pieces.push(piece)
    return end
  }

  private escape(at: number): number {
    const next = this.text[at + 1] ?? ''
    // At the end of a line it breaks the line.
    if (next === '\n') return this.push('', at + 1)
    return escapable.test(next) ? this.push(next, at + 2) : this.push('\\', at + 1)
  }

  private code(at: number): number {
    const length = this.runLength(at)
    const close = this.closingTicks(at + length, length)
    if (close === -1) return this.push('`'.repeat(length), at + length)
    const inside = this.text.slice(at + length, close).replace(/\n/g, ' ')
    const isPadded = inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== ''
    return this.push(isPadded ? inside.slice(1, -1) : inside, close + length)
  }

  /** Where the next run of just so many backticks begins; all are noted once. */
  private closingTicks(from: number, length: number): number {
    if (!this.ticks) {
      this.ticks = new Map()
      for (const { 0: run, index } of this.text.matchAll(/`+/g)) {
        const known = this.ticks.get(run.length)
        if (known) known.push(index)
        else this.ticks.set(run.length, [index])
      }
      for (const places of this.ticks.values()) places.reverse()
    }
    const places = this.ticks.get(length)
    while (places && places.length > 0 && (places.at(-1) as number) < from) places.pop()
    return places?.at(-1) ?? -1
  }

  private runLength(at: number): number {
    let end = at
    while (this.text[end] === this.text[at]) end++
    return end - at
  }

  private run(sign: string, at: number): number {
    const count = this.runLength(at)
    const end = at + count
    // Two tildes strike through; one is a range or an "about".
    if (sign === '~' && count !== 2) return this.push(this.text.slice(at, end), end)
    const { opens, closes } = flanks(sign, characterBefore(this.text, at), characterAt(this.text, end))
    this.pieces.push('')
    this.delimiters.add({ sign, at: this.pieces.length - 1, count, opens, closes })
    this.runs.push({ delimiter: this.delimiters.last as Delimiter, at: this.pieces.length - 1 })
    return end
  }

  private open(at: number, length: number): number {
    const end = at + length
    this.brackets.push({ at: this.pieces.length, from: end, isImage: length === 2, bottom: this.delimiters.last })
    return this.push(this.text.slice(at, end), end)
  }

  private close(at: number): number {
    const opener = this.brackets.pop()
    const isDead = this.brackets.length < this.deadBelow
    this.deadBelow = Math.min(this.deadBelow, this.brackets.length)
    if (!opener || (isDead && !opener.isImage)) return this.push(']', at + 1)
    const inside = this.text.slice(opener.from, Math.min(at, opener.from + 1_000))
    if (inside.startsWith('^') && at - opener.from < 1_000 && this.labels.footnotes.has(labelOf(inside.slice(1)))) {
      // The number of a footnote is none of the words; its text stands where it was written.
      this.pieces.length = opener.at
      this.forgetRuns(opener.at)
      return this.push(opener.isImage ? '!' : '', at + 1)
    }
    const end = this.linkEnd(inside, at)
    if (end === -1) return this.push(']', at + 1)
    this.pieces[opener.at] = ''
    this.delimiters.resolve(opener.bottom)
    if (!opener.isImage) this.deadBelow = this.brackets.length
    return end
  }

  private forgetRuns(from: number): void {
    while ((this.runs.at(-1)?.at ?? -1) >= from) this.runs.pop()
  }

  /** Where the link or picture ends whose text ends at `at`; -1 where it is none. */
  private linkEnd(inside: string, at: number): number {
    this.links ??= new LinkReader(this.text)
    const resource = this.links.resource(at + 1)
    if (resource !== -1) return resource
    if (this.labels.links.size === 0) return -1
    const label = this.links.label(at + 1)
    if (label && label.text.trim() !== '') return this.labels.links.has(labelOf(label.text)) ? label.end : -1
    return this.labels.links.has(labelOf(inside)) ? (label?.end ?? at + 1) : -1
  }

  private angle(at: number): number {
    autolink.lastIndex = at
    const address = autolink.exec(this.text)
    if (address) return this.push(address[1] as string, autolink.lastIndex)
    this.html ??= new HtmlReader(this.text, false)
    const tag = this.html.read(at)
    return tag ? this.push(tag.text, tag.end) : this.push('<', at + 1)
  }
}

function characterBefore(text: string, at: number): string {
  const code = text.charCodeAt(at - 1)
  return code >= 0xdc00 && code <= 0xdfff ? text.slice(at - 2, at) : text.slice(Math.max(0, at - 1), at)
}

function characterAt(text: string, at: number): string {
  const code = text.codePointAt(at)
  return code === undefined ? '' : String.fromCodePoint(code)
}
