import type { Element, Root } from 'hast'
import { EXIT, SKIP, visit } from 'unist-util-visit'

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const lines = /^(?:p|h[1-6]|summary|caption|dt|figcaption)$/
const boxes = /^(?:ul|ol|li|blockquote|table|td|th|dl|dd|details|figure|section)$/

/**
 * Sets the direction of each block in a text with right-to-left letters. Browsers find the direction of a line, but not of a
 * box whose lines have their own directions. The place of list markers and of the first table column depends on it. Code is
 * always left to right and does not decide the direction of its line.
 */
export function setDirections(tree: Root, source: string): void {
  if (!rightToLeft.test(source)) return
  visit(tree, 'element', (node) => {
    if (node.tagName === 'pre' || node.tagName === 'code') {
      node.properties.dir = 'ltr'
      return SKIP
    }
    if (lines.test(node.tagName)) node.properties.dir ??= 'auto'
    else if (boxes.test(node.tagName)) {
      const direction = directionOf(node)
      if (direction) node.properties.dir ??= direction
    }
    return undefined
  })
}

/** Returns the direction of the first letter outside of code. */
function directionOf(box: Element): 'ltr' | 'rtl' | undefined {
  let direction: 'ltr' | 'rtl' | undefined
  visit(box, (node) => {
    if (node.type === 'element' && (node.tagName === 'pre' || node.tagName === 'code')) return SKIP
    const letter = node.type === 'text' ? /\p{L}/u.exec(node.value)?.[0] : undefined
    if (!letter) return undefined
    direction = rightToLeft.test(letter) ? 'rtl' : 'ltr'
    return EXIT
  })
  return direction
}
