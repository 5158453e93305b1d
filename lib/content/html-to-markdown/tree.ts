import type { Element, ElementContent, Properties } from 'hast'
import { visit } from 'unist-util-visit'

/** The names of an element's classes. */
export function classesOf({ properties }: Element): string[] {
  const { className } = properties
  return Array.isArray(className) ? className.map(String) : []
}

/** Whether the element has one of these classes. */
export function hasClass(node: Element, ...names: string[]): boolean {
  return classesOf(node).some((name) => names.includes(name))
}

export function element(tagName: string, properties: Properties, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

export function text(value: string): ElementContent {
  return { type: 'text', value }
}

/** The words of some nodes, without marks. */
export function wordsOf(nodes: ElementContent | ElementContent[]): string {
  let words = ''
  for (const node of [nodes].flat())
    visit(node, 'text', ({ value }) => {
      words += value
    })
  return words
}

/** The elements within a node that a test accepts, in the order of the text. What is within a found one is not searched. */
export function elementsIn(node: Element, accepts: (node: Element) => boolean): Element[] {
  const found: Element[] = []
  for (const child of node.children) {
    if (child.type !== 'element') continue
    if (accepts(child)) found.push(child)
    else found.push(...elementsIn(child, accepts))
  }
  return found
}

/** An attribute as text; empty where it is missing. `data-post` is `dataPost`. */
export function attribute(node: Element, name: string): string {
  const value = node.properties[name]
  return value === undefined || value === null ? '' : String(value)
}
