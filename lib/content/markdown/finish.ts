import type { Element, ElementContent, Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import type { VFile } from 'vfile'
import { usualLimits } from '../pool/limits'
import { leadsOut } from './addresses'
import { type CodeToken, highlight, labelOf, type TimeLeft } from './highlight'
import { element, textNode } from './nodes'
import { wordsOfPicture } from './pictures'
import { timeBudget } from './time-budget'

/** Characters of code with colours in one text. Later code is plain. */
const highlightedMax = 60_000
/** Processor time for colours in one text. The rest of a text's time is for everything else. */
const highlightMs = usualLimits.cpuMs / 2

/**
 * Completes the tree of a text for a page: levels of headings, names for links without text, code with colours, and tables and
 * code that can be reached by keyboard. It runs after sanitising, because what it adds is safe.
 */
export function finish(tree: Root, file: VFile): void {
  const levels = headingLevels(tree)
  let highlighted = 0
  let links = 0
  const timeLeft = timeBudget(highlightMs)
  visit(tree, 'element', (node, index, parent) => {
    if (/^h[1-6]$/.test(node.tagName)) {
      node.tagName = `h${Math.min(6, 3 + levels.indexOf(node.tagName))}`
    } else if (node.tagName === 'a') {
      const href = String(node.properties.href ?? '')
      // An anchor without an address is not a link.
      if (node.properties.href === undefined) return
      if (leadsOut(href)) {
        links++
        if (!/^mailto:/i.test(href)) node.properties.rel = ['nofollow', 'ugc', 'noopener']
      }
      nameSilentLink(node)
    } else if (node.tagName === 'img') {
      node.properties.loading = 'lazy'
      node.properties.alt = wordsOfPicture(node.properties.alt, node.properties.src)
    } else if (node.tagName === 'input') {
      node.properties.ariaLabel = node.properties.checked ? 'Done' : 'To do'
    } else if (node.tagName === 'table' && parent && index !== undefined) {
      parent.children[index] = element(
        'div',
        { className: ['tbl'], dir: node.properties.dir, tabIndex: 0, role: 'group', ariaLabel: 'Table' },
        [node],
      )
      return [SKIP, index + 1]
    } else if (node.tagName === 'pre' && parent && index !== undefined) {
      highlighted += lengthOf(node)
      parent.children[index] = codeBlock(node, highlighted <= highlightedMax ? timeLeft : () => false)
      return [SKIP, index + 1]
    }
  })
  file.data.links = links
}

/** A link around a picture without a description has no name for screen readers, so its address becomes its name. */
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

function codeBlock(pre: Element, timeLeft: TimeLeft): Element {
  // A scrolling block must be reachable by keyboard.
  pre.properties.tabIndex = 0
  const code = pre.children[0]
  if (code?.type !== 'element') return pre
  const className = code.properties.className
  const language = (Array.isArray(className) ? className : [])
    .map(String)
    .find((name) => name.startsWith('language-'))
    ?.slice(9)
  delete code.properties.className
  // Code in raw HTML may contain elements.
  const texts = code.children.map((child) => (child.type === 'text' ? child.value : null))
  if (language === undefined || texts.includes(null)) return pre
  const lines = highlight(texts.join('').replace(/\n$/, ''), language, timeLeft)
  if (!lines) return pre
  code.children = lines.flatMap((line, i) => [...(i > 0 ? [textNode('\n')] : []), ...line.map(tokenNode)])
  const label = element('span', {}, [textNode(labelOf(language) ?? language)])
  return element('div', { className: ['codebox'] }, [element('div', { className: ['lang'] }, [label]), pre])
}

function lengthOf(node: Element): number {
  let length = 0
  visit(node, 'text', ({ value }) => {
    length += value.length
  })
  return length
}

function tokenNode({ text, className }: CodeToken): ElementContent {
  return className ? element('span', { className: [className] }, [textNode(text)]) : textNode(text)
}
