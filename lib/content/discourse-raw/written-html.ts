import type { MarkdownIt, Token } from 'markdown-it'
import { escapeHtml } from '../markdown/as-written'

/** Elements whose meaning can be kept in Markdown. */
const kept = new Set(
  'a abbr b big blockquote br code dd del details dl dt em h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol pre q rp rt ruby s samp small strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var'.split(
    ' ',
  ),
)
/** Elements for presentation only. Their tags are dropped, and their content stays. */
const dress = new Set(['center', 'font'])
/** The same, with attributes: without them they are mostly what people write about. */
const dressWithAttributes = new Set(['div', 'p', 'span'])
const voids = new Set(['br', 'hr', 'img'])

/** How a tag is written: as HTML, not at all, or as it is in the text. */
type Fate = 'html' | 'nothing' | 'written'

/**
 * Decides how every tag in the text is written. `List<String>` and a `<div>` that people write about stay readable: a tag that
 * Markdown can't keep, or that is not closed in its sentence, is shown as it is. Comments are dropped.
 */
export function writtenHtml(parser: MarkdownIt): void {
  parser.core.ruler.before('inline', 'written_blocks', ({ tokens }) => {
    for (const token of tokens) if (token.type === 'html_block' && fateOf(tagOf(token.content)) === 'written') becomeParagraph(token)
  })
  parser.core.ruler.after('inline', 'written_tags', ({ tokens }) => {
    for (const { children } of tokens) if (children) decide(children)
  })
  parser.renderer.rules.html_block = (tokens, i) =>
    (tokens[i]?.content ?? '').replace(/<!--[\s\S]*?(?:-->|$)/g, '').replace(/<\/?[a-z][^<>]*>/gi, (tag) => shown(tag, fateOf(tagOf(tag))))
  parser.renderer.rules.html_inline = (tokens, i) => {
    const token = tokens[i]
    return token ? shown(token.content, fates.get(token) ?? 'written') : ''
  }
}

type Tag = { name: string; closes: boolean; hasAttributes: boolean; isComment: boolean }

function tagOf(html: string): Tag {
  const [, slash, name = '', more = ''] = /^\s*<(\/?)([a-z][a-z0-9-]*)([^>]?)/i.exec(html) ?? []
  return { name: name.toLowerCase(), closes: slash === '/', hasAttributes: /\s/.test(more), isComment: /^\s*<!--/.test(html) }
}

function fateOf({ name, closes, hasAttributes, isComment }: Tag): Fate {
  if (isComment) return 'nothing'
  if (kept.has(name)) return 'html'
  if (dress.has(name)) return 'nothing'
  return dressWithAttributes.has(name) && (hasAttributes || closes) ? 'nothing' : 'written'
}

function shown(html: string, fate: Fate): string {
  return fate === 'html' ? html : fate === 'nothing' ? '' : escapeHtml(html)
}

/** The text of a block that begins with such a tag is read as Markdown, and the tag as text. */
function becomeParagraph(token: Token): void {
  token.type = 'inline'
  token.children = []
  token.content = token.content.trim()
}

/** The decisions for the tags within sentences. */
const fates = new WeakMap<Token, Fate>()

function decide(children: Token[]): void {
  const open: { token: Token; name: string; wanted: Fate }[] = []
  for (const token of children) {
    if (token.type !== 'html_inline') continue
    const tag = tagOf(token.content)
    const fate = fateOf(tag)
    if (fate === 'written' || tag.isComment || voids.has(tag.name)) fates.set(token, fate)
    else if (!tag.closes) open.push({ token, name: tag.name, wanted: fate })
    else {
      const place = open.findLastIndex(({ name }) => name === tag.name)
      const opened = open[place]
      if (!opened) continue
      fates.set(token, opened.wanted).set(opened.token, opened.wanted)
      open.length = place
    }
  }
}
