import { safeElements } from '../markdown/safe-elements'
import { readReference } from './references'

/** A longer tag is taken for text: looking for its end must not cost more than its text. */
const tagLengthMax = 1_000
const tagPattern =
  /^<(?:(?<close>\/[a-z][a-z0-9-]*)\s*|(?<open>[a-z][a-z0-9-]*)(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*\/?)>/i
/** How what is neither tag nor comment begins, and how it ends. It is shown as it is written. */
const others = [
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
] as const

/** Elements that begin a line of their own. In the middle of a paragraph their tags are text. */
export const blockElements: ReadonlySet<string> = new Set(
  'blockquote caption dd details dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Reads raw HTML out of one text from left to right. It remembers what it has looked for in vain, so that its time grows with the text's length. */
export class HtmlReader {
  private readonly endless = new Set<string>()

  constructor(
    private readonly text: string,
    /** Whether the text is a block of HTML. */
    private readonly isBlock: boolean,
  ) {}

  /** What a reader sees of the tag or comment at `at`, and where it ends; null where there is none. */
  read(at: number): { text: string; end: number } | null {
    const next = this.text[at + 1]
    if (next === '!' || next === '?') return this.comment(at) ?? this.other(at)
    const found = tagPattern.exec(this.text.slice(at, at + tagLengthMax))
    if (!found) return null
    const [source] = found
    const end = at + source.length
    const name = (found.groups?.open ?? found.groups?.close?.slice(1) ?? '').toLowerCase()
    const isShown = safeElements.has(name) && (this.isBlock || !blockElements.has(name))
    return { text: isShown ? shownOf(name, source) : source, end }
  }

  private comment(at: number): { text: string; end: number } | null {
    if (!this.text.startsWith('<!--', at)) return null
    const short = /^<!---?>/.exec(this.text.slice(at, at + 6))?.[0]
    const end = short ? at + short.length : this.endOf('-->', at + 4)
    return end === -1 ? null : { text: '', end }
  }

  private other(at: number): { text: string; end: number } | null {
    const form = others.find(([begin]) => this.text.startsWith(begin, at))
    if (!form || (form[0] === '<!' && !/[a-z]/i.test(this.text[at + 2] ?? ''))) return null
    const end = this.endOf(form[1], at + form[0].length)
    return end === -1 ? null : { text: this.text.slice(at, end), end }
  }

  private endOf(sign: string, from: number): number {
    if (this.endless.has(sign)) return -1
    const at = this.text.indexOf(sign, from)
    if (at === -1) this.endless.add(sign)
    return at === -1 ? -1 : at + sign.length
  }
}

function shownOf(name: string, source: string): string {
  if (name === 'img') return /\salt\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(source)?.slice(1).find(Boolean) ?? ''
  if (name === 'td' || name === 'th') return ' '
  return name === 'br' || blockElements.has(name) ? '\n' : ''
}

/** The words of a block of raw HTML. One that begins with a tag that is text is HTML that someone shows: it is text as a whole. */
export function textOfHtml(html: string): string {
  const reader = new HtmlReader(html, true)
  if (isShownWhole(html, reader)) return html
  const pieces: string[] = []
  let from = 0
  for (let at = 0; at < html.length; at++) {
    const sign = html[at]
    const found = sign === '<' ? reader.read(at) : sign === '&' ? readReference(html, at) : null
    if (!found) continue
    pieces.push(html.slice(from, at), found.text)
    from = found.end
    at = found.end - 1
  }
  pieces.push(html.slice(from))
  return pieces.join('')
}

function isShownWhole(html: string, reader: HtmlReader): boolean {
  for (let at = 0; at < html.length; at++) {
    if (/\s/.test(html[at] as string)) continue
    const found = html[at] === '<' ? reader.read(at) : null
    if (!found) return false
    // A comment says nothing of what follows.
    if (html.startsWith('<!--', at)) at = found.end - 1
    else return found.text === html.slice(at, found.end)
  }
  return false
}
