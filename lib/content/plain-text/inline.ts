import { isElement } from '../markdown/add-tag'
import { Backticks } from './backticks'
import { bareAddressEnd } from './bare-address'
import { characterAt, characterBefore } from './characters'
import { type Delimiter, Delimiters, flanks } from './emphasis'
import { HtmlReader } from './html'
import { LinkReader, labelOf } from './link-target'
import { Pieces } from './pieces'
import { readReference } from './references'
import type { Around } from './word-tree'

/** Labels of links and footnotes that are defined anywhere in the text. */
export type Labels = { links: ReadonlySet<string>; footnotes: ReadonlySet<string> }

const autolink = /<((?:[a-z][a-z0-9+.-]{1,31}:[^\s<>]*)|(?:[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*))>/iy
const special = /[\\`*_~[\]!<&]|https?:\/\/|www\./gi
const escapable = /[!-/:-@[-`{-~]/

type Bracket = { at: number; from: number; isImage: boolean; bottom: Delimiter | null }

/** Returns the words of a paragraph, heading or cell, in one pass. `around` is the HTML around it. */
export function textOfInline(text: string, labels: Labels, around?: Around): string {
  return text.search(special) === -1 ? text : new InlineReader(text, labels, around).read()
}

/** The same without code and addresses. In the place of each is a line break, so that the words around it don't come together. */
export function proseOfInline(text: string, labels: Labels): string {
  return text.search(special) === -1 ? text : new InlineReader(text, labels, undefined, true).read()
}

class InlineReader {
  private readonly pieces = new Pieces()
  private readonly delimiters = new Delimiters()
  private readonly brackets: Bracket[] = []
  /** Openers below this index in `brackets` can't begin a link, because a link can't contain a link. */
  private deadBelow = 0
  private html: HtmlReader | undefined
  private links: LinkReader | undefined
  private backticks: Backticks | undefined

  constructor(
    private readonly text: string,
    private readonly labels: Labels,
    private readonly around: Around | undefined,
    private readonly isProse = false,
  ) {}

  read(): string {
    const { text } = this
    let from = 0
    for (;;) {
      special.lastIndex = from
      const found = special.exec(text)
      if (!found) break
      const at = found.index
      if (at > from) this.pieces.push(text.slice(from, at), at)
      from = this.take(text.charAt(at), at)
    }
    this.pieces.push(text.slice(from), text.length)
    this.delimiters.resolve(null)
    return this.pieces.words(this.around)
  }

  /** Takes the sign at `at` and what belongs to it. Returns the position after it. */
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
        return this.text[at + 1] === '[' ? this.open(at, 2) : this.pieces.push('!', at + 1)
      case '[':
        return this.open(at, 1)
      case ']':
        return this.close(at)
      case '&': {
        const reference = readReference(this.text, at)
        return reference ? this.pieces.push(reference.text, reference.end) : this.pieces.push('&', at + 1)
      }
      case '<':
        return this.angle(at)
      default:
        return this.address(at)
    }
  }

  private escape(at: number): number {
    const next = this.text[at + 1] ?? ''
    // A backslash at the end of a line is a line break.
    if (next === '\n') return this.pieces.push('', at + 1)
    return escapable.test(next) ? this.pieces.push(next, at + 2) : this.pieces.push('\\', at + 1)
  }

  private code(at: number): number {
    const length = this.runLength(at)
    this.backticks ??= new Backticks(this.text)
    const close = this.backticks.nextRun(at + length, length)
    if (close === -1) return this.pieces.push('`'.repeat(length), at + length)
    if (this.isProse) return this.pieces.push('\n', close + length)
    const inside = this.text.slice(at + length, close).replace(/\n/g, ' ')
    const isPadded = inside.startsWith(' ') && inside.endsWith(' ') && inside.trim() !== ''
    return this.pieces.push(isPadded ? inside.slice(1, -1) : inside, close + length)
  }

  private runLength(at: number): number {
    let end = at
    while (this.text[end] === this.text[at]) end++
    return end - at
  }

  private run(sign: string, at: number): number {
    const count = this.runLength(at)
    const end = at + count
    // Two tildes strike through. One means a range or "about".
    if (sign === '~' && count !== 2) return this.pieces.push(this.text.slice(at, end), end)
    const { opens, closes } = flanks(sign, characterBefore(this.text, at), characterAt(this.text, end))
    const delimiter = this.delimiters.add({ sign, at: this.pieces.length, count, opens, closes })
    return this.pieces.push('', end, { kind: 'run', delimiter })
  }

  private open(at: number, length: number): number {
    const end = at + length
    this.brackets.push({ at: this.pieces.length, from: end, isImage: length === 2, bottom: this.delimiters.last })
    return this.pieces.push(this.text.slice(at, end), end)
  }

  private close(at: number): number {
    const opener = this.brackets.pop()
    const isDead = this.brackets.length < this.deadBelow
    this.deadBelow = Math.min(this.deadBelow, this.brackets.length)
    if (!opener || (isDead && !opener.isImage)) return this.pieces.push(']', at + 1)
    const inside = this.text.slice(opener.from, Math.min(at, opener.from + 1_000))
    if (inside.startsWith('^') && at - opener.from < 1_000 && this.labels.footnotes.has(labelOf(inside.slice(1)))) {
      // The number of a footnote is not a word. The words of its note are where it is defined. Signs in its name begin no emphasis.
      this.delimiters.resolve(opener.bottom)
      this.pieces.dropFrom(opener.at)
      return this.pieces.push(opener.isImage ? '!' : '', at + 1)
    }
    const end = this.linkEnd(inside, at)
    if (end === -1) return this.isMention(opener, at) ? this.mention(opener, at) : this.pieces.push(']', at + 1)
    this.delimiters.resolve(opener.bottom)
    if (!opener.isImage) this.deadBelow = this.brackets.length
    this.pieces.replace(opener.at, { kind: opener.isImage ? 'picture' : 'link' })
    return this.pieces.push('', end, { kind: opener.isImage ? 'pictureEnd' : 'linkEnd' })
  }

  private isMention({ from, isImage }: Bracket, at: number): boolean {
    return !isImage && this.text[from - 2] === '@' && /^[^[\]\n@]{1,80}$/.test(this.text.slice(from, Math.min(at, from + 81)))
  }

  /**
   * Takes `@[A Name]` without its brackets, as a page shows a mention. Stored words of texts from before mentions have the brackets, and
   * so have their pages: there nobody is meant.
   */
  private mention(opener: Bracket, at: number): number {
    this.pieces.replace(opener.at, { kind: 'link' })
    return this.pieces.push('', at + 1, { kind: 'linkEnd' })
  }

  /** Returns the end of the link or picture whose text ends at `at`, or -1 if it is none. */
  private linkEnd(inside: string, at: number): number {
    this.links ??= new LinkReader(this.text)
    const resource = this.links.resource(at + 1)
    if (resource !== -1) return resource
    if (this.labels.links.size === 0) return -1
    const label = this.links.label(at + 1)
    if (label && label.text.trim() !== '') return this.labels.links.has(labelOf(label.text)) ? label.end : -1
    return this.labels.links.has(labelOf(inside)) ? (label?.end ?? at + 1) : -1
  }

  /** Takes an address without marks around it. Between open brackets, which may be a link, it is not an address. */
  private address(at: number): number {
    const end = this.brackets.length === 0 ? bareAddressEnd(this.text, at) : -1
    if (end === -1) return this.pieces.push(this.text.charAt(at), at + 1)
    return this.pieces.push(this.isProse ? '\n' : this.text.slice(at, end), end)
  }

  private angle(at: number): number {
    autolink.lastIndex = at
    const address = autolink.exec(this.text)
    if (address) return this.pieces.push(this.isProse ? '\n' : (address[1] ?? ''), autolink.lastIndex)
    this.html ??= new HtmlReader(this.text)
    const found = this.html.read(at)
    if (!found) return this.pieces.push('<', at + 1)
    const { token, end } = found
    if (!isElement(token, false)) return this.pieces.push(token.kind === 'comment' ? '' : token.source, end)
    return this.pieces.push(token.source, end, { kind: 'tag', token })
  }
}
