import type { StateBlock } from 'markdown-it'
import { escapeHtml } from '../markdown/as-written'
import type { BbTag } from './tags'

/** Writes a block of BBCode as HTML, as Discourse does. `content` is the text in the block. */
type WriteBlock = (out: BlockWriter, tag: BbTag, content: string) => void

/** Adds HTML and parsed text to the document, in order. */
export type BlockWriter = { html(html: string): void; parse(content: string): void }

/** Nesting of quotes. Deeper quotes are shown as they are written. */
const depthMax = 20

const plain: WriteBlock = (out, _, content) => out.parse(content)

/** Writers of blocks by the name of their tag. */
export const blocks: Record<string, WriteBlock> = {
  quote(out, { attributes }, content) {
    out.html(`<aside class="quote"${quoteAttributes(attributes.quote ?? '')}><blockquote>`)
    out.parse(content)
    out.html('</blockquote></aside>')
  },
  chat(out, { attributes }, content) {
    out.html(`<aside class="quote"${quoteAttributes((attributes.quote ?? '').split(';')[0] ?? '')}><blockquote>`)
    out.parse(content)
    out.html('</blockquote></aside>')
  },
  details(out, { attributes }, content) {
    out.html(`<details><summary>${escapeHtml(attributes.details ?? '')}</summary>`)
    out.parse(content)
    out.html('</details>')
  },
  spoiler(out, _, content) {
    out.html('<div class="spoiler">')
    out.parse(content)
    out.html('</div>')
  },
  poll(out, { attributes }, content) {
    out.html('<div class="poll">')
    if (attributes.type === 'number')
      out.html(`<div class="poll-title">a number from ${escapeHtml(attributes.min ?? '1')} to ${escapeHtml(attributes.max ?? '20')}</div>`)
    out.parse(content)
    out.html('</div>')
  },
  code(out, { attributes }, content) {
    const language = /^[\w+#.-]{1,40}$/.exec(attributes.code ?? attributes.lang ?? '')?.[0]
    out.html(`<pre><code${language ? ` class="lang-${language}"` : ''}>${escapeHtml(content.replace(/^\n/, ''))}</code></pre>`)
  },
  list(out, { attributes }, content) {
    const mark = attributes.list === '1' ? '1. ' : '- '
    out.parse(
      content
        .split('[*]')
        .map((item, i) => (i === 0 ? item : mark + item.trim().replaceAll('\n', '\n   ')))
        .join('\n'),
    )
  },
  wrap: plain,
  grid: plain,
  center: plain,
  left: plain,
  right: plain,
}

/** `ada, post:3, topic:7` or `Ada L, post:3, topic:7, username:ada`. */
function quoteAttributes(value: string): string {
  const [name = '', ...pairs] = value.split(',').map((each) => each.trim())
  const said = new Map(pairs.map((pair) => [pair.split(':')[0]?.trim(), pair.slice(pair.indexOf(':') + 1).trim()]))
  const attributes = { 'data-username': name, 'data-post': said.get('post'), 'data-topic': said.get('topic') }
  return Object.entries(attributes)
    .map(([key, each]) => (each ? ` ${key}="${escapeHtml(each)}"` : ''))
    .join('')
}

/** Returns a writer that adds tokens to a parser state. */
export function writerFor(state: StateBlock): BlockWriter {
  const env = state.env as { depth?: number }
  return {
    html(html) {
      state.push('forum_html', '', 0).content = html
    },
    parse(content) {
      const depth = env.depth ?? 0
      if (depth >= depthMax) {
        this.html(`<p>${escapeHtml(content).replaceAll('\n', '<br>')}</p>`)
        return
      }
      env.depth = depth + 1
      state.md.block.parse(content, state.md, state.env, state.tokens)
      env.depth = depth
    },
  }
}
