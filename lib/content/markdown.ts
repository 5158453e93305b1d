import type { Element, ElementContent, Root } from 'hast'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'
import { type CodeToken, highlight } from './highlight'

/** Changes with everything that changes the HTML of an unchanged text, so that stored HTML is made anew. */
export const rendererVersion = 3

/** Deeper nesting than any person writes; the parser recurses, and the stack ends. */
const nestingMax = 60

/** The parser compares every mark of a paragraph with those before it: twenty thousand of them take minutes. */
const marksInParagraphMax = 2_500

/**
 * CommonMark with GFM as HTML that is safe to put into a page: raw HTML is dropped, addresses are limited to http,
 * https and mailto, code is highlighted. A text that can't be parsed comes out as it was written, escaped.
 */
export function renderMarkdown(markdown: string): string {
  if (nestingOf(markdown) > nestingMax || marksInParagraph(markdown) > marksInParagraphMax) return asWritten(markdown)
  try {
    return String(processor.processSync(markdown))
  } catch {
    // Hostile nesting overflows the parser's stack. The words must not be lost for it.
    return asWritten(markdown)
  }
}

const schema = {
  ...defaultSchema,
  clobberPrefix: 'text-',
  protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
  tagNames: defaultSchema.tagNames?.filter((name) => name !== 'picture' && name !== 'source'),
}

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { clobberPrefix: '' })
  .use(rehypeSanitize, schema)
  .use(() => finish)
  .use(rehypeStringify)

// After sanitising: what is added here is ours.
function finish(tree: Root): void {
  const levels = headingLevels(tree)
  visit(tree, 'element', (node, index, parent) => {
    if (/^h[1-6]$/.test(node.tagName)) {
      node.tagName = `h${Math.min(6, 3 + levels.indexOf(node.tagName))}`
    } else if (node.tagName === 'a') {
      // `//host` leads elsewhere too.
      if (/^(https?:|\/\/)/.test(String(node.properties.href ?? ''))) node.properties.rel = ['nofollow', 'ugc', 'noopener']
      nameSilentLink(node)
    } else if (node.tagName === 'img') {
      node.properties.loading = 'lazy'
      node.properties.alt ??= ''
    } else if (node.tagName === 'input') {
      node.properties.ariaLabel = node.properties.checked ? 'Done' : 'To do'
    } else if (node.tagName === 'table' && parent && index !== undefined) {
      parent.children[index] = element('div', { className: ['tbl'], tabIndex: 0, role: 'group', ariaLabel: 'Table' }, [node])
      return [SKIP, index + 1]
    } else if (node.tagName === 'pre' && parent && index !== undefined) {
      parent.children[index] = codeBlock(node)
      return [SKIP, index + 1]
    }
  })
}

/** A link around a picture without a text says nothing to who can't see it: it says at least where it leads. */
function nameSilentLink(link: Element): void {
  let says = ''
  visit(link, (node) => {
    if (node.type === 'text') says += node.value
    else if (node.type === 'element' && node.tagName === 'img') says += String(node.properties.alt ?? '')
  })
  if (says.trim()) return
  const href = String(link.properties.href ?? '')
  link.properties.ariaLabel = `Link to ${URL.canParse(href) ? new URL(href).host : href || 'nowhere'}`
}

function headingLevels(tree: Root): string[] {
  const found = new Set<string>()
  visit(tree, 'element', (node) => {
    if (/^h[1-6]$/.test(node.tagName)) found.add(node.tagName)
  })
  return [...found].sort()
}

function codeBlock(pre: Element): Element {
  // A scrolling block must be reachable by keyboard.
  pre.properties.tabIndex = 0
  const code = pre.children[0]
  if (code?.type !== 'element') return pre
  const className = code.properties.className
  const language = (Array.isArray(className) ? className : [])
    .map(String)
    .find((name) => name.startsWith('language-'))
    ?.slice(9)
  code.properties = {}
  const text = code.children.map((child) => (child.type === 'text' ? child.value : '')).join('')
  const result = language ? highlight(text.replace(/\n$/, ''), language) : null
  if (!result) return pre
  code.children = result.lines.flatMap((line, i) => [...(i > 0 ? [textNode('\n')] : []), ...line.map(tokenNode)])
  const label = element('span', {}, [textNode(result.label)])
  return element('div', { className: ['codebox'] }, [element('div', { className: ['lang'] }, [label]), pre])
}

function tokenNode({ text, className }: CodeToken): ElementContent {
  return className ? element('span', { className: [className] }, [textNode(text)]) : textNode(text)
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

function textNode(value: string): ElementContent {
  return { type: 'text', value }
}

function nestingOf(markdown: string): number {
  let deepest = 0
  for (const [marks] of markdown.matchAll(/^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])[ \t]*)+|[[({<*_~]{40,}/gm)) {
    deepest = Math.max(deepest, marks.replace(/[^>\-*+.)[({<_~]/g, '').length)
  }
  return deepest
}

/** The most emphasis, link and code marks that stand in one paragraph. What stands in fences is not parsed. */
function marksInParagraph(markdown: string): number {
  let most = 0
  let here = 0
  let fence = ''
  for (const line of markdown.split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark && (!fence || mark.startsWith(fence))) fence = fence ? '' : mark
    if (fence || !line.trim()) here = 0
    else here += line.match(/[*_~[\]`<]/g)?.length ?? 0
    most = Math.max(most, here)
  }
  return most
}

function asWritten(markdown: string): string {
  return `<pre tabindex="0"><code>${escapeHtml(markdown)}</code></pre>`
}

/** Text as it may stand in HTML, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c)
}
