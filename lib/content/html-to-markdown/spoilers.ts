import type { Element, ElementContent, Root } from 'hast'
import type { Rule } from './rule'
import { eachElement, element, hasClass, text } from './tree'

/** Turns a spoiler into a <details> element. */
export const spoiler: Rule = (node) => {
  if (!hasClass(node, 'spoiler', 'spoiled') || node.tagName === 'details') return undefined
  return [element('details', {}, [element('summary', {}, [text('Spoiler')]), ...node.children])]
}

const isDetails = (node: ElementContent): node is Element => node.type === 'element' && node.tagName === 'details'

/** A <details> element can't be within a paragraph, so the text before and after it gets paragraphs of its own. */
export function splitSpoilers(tree: Root): void {
  eachElement(tree, (node, index, parent) => {
    if (node.tagName !== 'p' || !node.children.some(isDetails)) return undefined
    const parts: Element[] = []
    for (const child of node.children) {
      const last = parts.at(-1)
      if (isDetails(child)) parts.push(child)
      else if (last?.tagName === 'p') last.children.push(child)
      else if (!endsWith(last, child)) parts.push(element('p', {}, [child]))
    }
    parent.children.splice(index, 1, ...parts)
    return index + parts.length
  })
}

/** A full stop after it would be alone, so it moves into it. */
function endsWith(fold: Element | undefined, child: ElementContent): boolean {
  if (!fold || child.type !== 'text') return false
  const [stop = ''] = /^[.,;:!?)]*/.exec(child.value) ?? []
  fold.children.push(text(stop))
  child.value = child.value.slice(stop.length)
  return child.value.trim() === ''
}
