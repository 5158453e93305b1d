import type { Element, ElementContent } from 'hast'
import type { Rule } from './rule'
import { attribute, element, text, wordsOf } from './tree'

/** Joined cells become that many cells. Larger spans are not read as tables. */
const spanMax = 20
const blocks = ['p', 'div', 'li', 'ul', 'ol', 'blockquote', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'details']

/** Keeps the alignment of a cell, and turns its paragraphs, lists and code into lines, because a cell of Markdown is one line of source. */
export const tableCell: Rule = (node) => {
  if (node.tagName !== 'td' && node.tagName !== 'th') return undefined
  const side = /(?:^|;)\s*text-align:\s*(left|center|right)/i.exec(attribute(node, 'style'))?.[1]
  if (side) node.properties.align = side.toLowerCase()
  for (const span of ['colSpan', 'rowSpan'] as const) if (Number(node.properties[span]) > spanMax) node.properties[span] = spanMax
  if (node.children.some((child) => child.type === 'element' && blocks.includes(child.tagName))) node.children = linesOf(node.children)
  return undefined
}

function linesOf(nodes: ElementContent[]): ElementContent[] {
  const lines: ElementContent[] = []
  let apart = false
  for (const node of nodes) {
    const isBlock = node.type === 'element' && blocks.includes(node.tagName)
    if (node.type === 'text' && node.value.trim() === '' && (apart || lines.length === 0)) continue
    if (lines.length > 0 && (isBlock || apart)) lines.push(element('br', {}, []))
    lines.push(...(isBlock ? inLine(node as Element) : [node]))
    apart = isBlock
  }
  return lines
}

function inLine(node: Element): ElementContent[] {
  if (node.tagName === 'pre') {
    const lines = wordsOf(node.children).trimEnd().split('\n')
    return lines.flatMap((line, i) => [...(i > 0 ? [element('br', {}, [])] : []), element('code', {}, [text(line)])])
  }
  const inner = linesOf(node.children)
  return node.tagName === 'li' ? [text('• '), ...inner] : inner
}
