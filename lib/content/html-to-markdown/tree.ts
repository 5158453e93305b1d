import type { Element, ElementContent, Properties, Root } from 'hast'

type Parent = Root | Element

/** Returns the classes of an element. */
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

/**
 * Visits the elements of a tree, parents before children. `take` may change the children of `parent`. If it returns a number,
 * the visit continues at that index and does not enter the element. (`unist-util-visit` looks for each node among its siblings,
 * which takes time that grows with the square of a long paragraph.)
 */
export function eachElement(parent: Parent, take: (node: Element, index: number, parent: Parent) => number | undefined): void {
  for (let i = 0; i < parent.children.length; ) {
    const child = parent.children[i]
    const next = child?.type === 'element' ? take(child, i, parent) : undefined
    if (next === undefined && child?.type === 'element') eachElement(child, take)
    i = next ?? i + 1
  }
}

/** Returns the words of some nodes. */
export function wordsOf(nodes: ElementContent | ElementContent[]): string {
  let words = ''
  for (const node of [nodes].flat()) {
    if (node.type === 'text') words += node.value
    else if (node.type === 'element') words += wordsOf(node.children)
  }
  return words
}

/** Returns the elements within a node that a test accepts, in the order of the text. Elements within a match are not searched. */
export function elementsIn(node: Element, accepts: (node: Element) => boolean): Element[] {
  const found: Element[] = []
  for (const child of node.children) {
    if (child.type !== 'element') continue
    if (accepts(child)) found.push(child)
    else found.push(...elementsIn(child, accepts))
  }
  return found
}

/** Returns an attribute as text, or an empty text. `data-post` is `dataPost`. */
export function attribute(node: Element, name: string): string {
  const value = node.properties[name]
  return value === undefined || value === null ? '' : String(value)
}
