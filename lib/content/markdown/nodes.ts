import type { Element, ElementContent, Text } from 'hast'

export function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children }
}

export function textNode(value: string): Text {
  return { type: 'text', value }
}
