import { isElement } from '../markdown/add-tag'
import type { HtmlToken } from '../markdown/html-tags'
import { withReferences } from './references'
import type { WordTree } from './word-tree'

/** A longer tag is text, so that looking for its end costs no more than reading its text. */
const tagLengthMax = 1_000
const tagPattern =
  /^<(?:\/(?<close>[a-z][a-z0-9-]*)\s*|(?<open>[a-z][a-z0-9-]*)(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?)>/i
/** Beginnings and ends of markup that is neither a tag nor a comment. It is shown as it is written. */
const others = [
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
] as const

type Found = { token: HtmlToken; end: number }

/** Reads raw HTML of one text from left to right. It remembers ends that it did not find, so that it takes linear time. */
export class HtmlReader {
  private readonly endless = new Set<string>()

  constructor(private readonly text: string) {}

  /** Returns the tag or comment at `at` with its end, or null. */
  read(at: number): Found | null {
    const next = this.text[at + 1]
    if (next === '!' || next === '?') return this.comment(at) ?? this.other(at)
    const found = tagPattern.exec(this.text.slice(at, at + tagLengthMax))
    if (!found) return null
    const [source] = found
    const { open, close = '' } = found.groups ?? {}
    const token: HtmlToken = open
      ? { kind: 'open', source, name: open.toLowerCase(), selfCloses: source.endsWith('/>') }
      : { kind: 'close', source, name: close.toLowerCase() }
    return { token, end: at + source.length }
  }

  private comment(at: number): Found | null {
    if (!this.text.startsWith('<!--', at)) return null
    const short = /^<!---?>/.exec(this.text.slice(at, at + 6))?.[0]
    return this.found('comment', at, short ? at + short.length : this.endOf('-->', at + 4))
  }

  private other(at: number): Found | null {
    const form = others.find(([begin]) => this.text.startsWith(begin, at))
    if (!form || (form[0] === '<!' && !/[a-z]/i.test(this.text[at + 2] ?? ''))) return null
    return this.found('other', at, this.endOf(form[1], at + form[0].length))
  }

  private found(kind: 'comment' | 'other', at: number, end: number): Found | null {
    return end === -1 ? null : { token: { kind, source: this.text.slice(at, end) }, end }
  }

  private endOf(sign: string, from: number): number {
    if (this.endless.has(sign)) return -1
    const at = this.text.indexOf(sign, from)
    if (at === -1) this.endless.add(sign)
    return at === -1 ? -1 : at + sign.length
  }
}

/** Adds a block of raw HTML. If it begins with a tag that is text, the whole block is text, because its author shows HTML. */
export function addHtml(html: string, tree: WordTree): void {
  const reader = new HtmlReader(html)
  if (isShownWhole(html, reader)) {
    tree.block(html)
    return
  }
  let from = 0
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at)) {
    const found = reader.read(at)
    if (!found) {
      at++
      continue
    }
    tree.text(withReferences(html.slice(from, at)))
    tree.tag(found.token, true)
    at = from = found.end
  }
  tree.text(withReferences(html.slice(from)))
  tree.text('\n')
}

function isShownWhole(html: string, reader: HtmlReader): boolean {
  for (let at = 0; at < html.length; at++) {
    if (/\s/.test(html.charAt(at))) continue
    const found = html[at] === '<' ? reader.read(at) : null
    if (!found) return false
    // A comment does not decide; the next tag does.
    if (found.token.kind !== 'comment') return !isElement(found.token, true)
    at = found.end - 1
  }
  return false
}
