import type { ElementContent } from 'hast'
import { blockElements } from './html-rules'
import { element } from './nodes'

/** Puts text between blocks, which HTML allows, into paragraphs, so that it has their margins. */
export function wrapLines(nodes: ElementContent[]): ElementContent[] {
  const wrapped: ElementContent[] = []
  let line: ElementContent[] = []
  const endLine = () => {
    const isBlank = line.every((node) => node.type === 'text' && node.value.trim() === '')
    if (isBlank) for (const node of line) wrapped.push(node)
    else wrapped.push(element('p', {}, line))
    line = []
  }
  for (const node of nodes) {
    if (isInline(node)) line.push(node)
    else {
      endLine()
      wrapped.push(node)
    }
  }
  endLine()
  return wrapped
}

function isInline(node: ElementContent): boolean {
  if (node.type !== 'element') return node.type === 'text'
  return !blockElements.has(node.tagName) && node.tagName !== 'section' && node.tagName !== 'div' && node.children.every(isInline)
}
