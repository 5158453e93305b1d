import type { Element, ElementContent, Properties, Root } from 'hast'

type Parent = Root | Element

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

/**
 * Goes through the elements of a tree, each before those within it. `take` may change the children of `parent`; a number that it returns
 * is the place to go on at, and then what is within the element is not visited. (`unist-util-visit` looks for each node among its
 * siblings, which grows with the square of a long paragraph.)
 */
export function eachElement(parent: Parent, take: (node: Element, index: number, parent: Parent) => number | undefined): void {
  for (let i = 0; i < parent.children.length; ) {
    const child = parent.children[i]
    const next = child?.type === 'element' ? take(child, i, parent) : undefined
    if (next === undefined && child?.type === 'element') eachElement(child, take)
    i = next ?? i + 1
  }
}

/** The words of some nodes, without marks. */
export function wordsOf(nodes: ElementContent | ElementContent[]): string {
  let words = ''
  for (const node of [nodes].flat()) {
    if (node.type === 'text') words += node.value
    else if (node.type === 'element') words += wordsOf(node.children)
  }
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
