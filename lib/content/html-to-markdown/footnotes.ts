import type { Element, Root } from 'hast'
import type { Rule } from './rule'
import { attribute, eachElement, element, elementsIn, hasClass, text } from './tree'

/** Names for footnotes in the tree until it becomes Markdown. No element of HTML can have a name with a blank. */
export const referenceElement = 'footnote reference'
export const definitionElement = 'footnote definition'

/** Numbers the footnotes of a text by the ids of their elements. */
export function keepFootnotes(tree: Root): Map<string, string> {
  const footnotes = new Map<string, string>()
  eachElement(tree, (node) => {
    const id = attribute(node, 'id')
    if (hasClass(node, 'footnote-item') && id && !footnotes.has(id)) footnotes.set(id, String(footnotes.size + 1))
    return undefined
  })
  return footnotes
}

/** Replaces the mark of a footnote whose text exists. */
export const footnoteReference: Rule = (node, { footnotes }) => {
  if (!hasClass(node, 'footnote-ref')) return undefined
  const links = node.tagName === 'a' ? [node] : elementsIn(node, ({ tagName }) => tagName === 'a')
  const mark = footnotes.get(attribute(links[0] ?? node, 'href').replace(/^#/, ''))
  return mark ? [element(referenceElement, { mark }, [])] : undefined
}

/** Replaces the list of footnotes at the end of a text. */
export const footnoteList: Rule = (node, { footnotes }) => {
  if (!hasClass(node, 'footnotes-list')) return undefined
  const items = node.children.filter((child): child is Element => child.type === 'element')
  return items.map((item) => {
    const mark = footnotes.get(attribute(item, 'id'))
    return mark ? element(definitionElement, { mark }, item.children) : element('p', {}, item.children)
  })
}

/** Replaces checkboxes: in a list they make a task list, elsewhere they become a character. */
export const checkbox: Rule = (node) => {
  if (node.tagName !== 'li' && node.tagName !== 'span') return undefined
  if (node.tagName === 'span') return hasClass(node, 'chcklst-box') ? [text(isTicked(node) ? '☑' : '☐')] : undefined
  const place = node.children.findIndex((child) => child.type !== 'text' || child.value.trim() !== '')
  const first = node.children[place]
  if (first?.type !== 'element') return undefined
  const holder = first.tagName === 'p' ? first : node
  const box = holder.children.find((child) => child.type !== 'text' || child.value.trim() !== '')
  if (box?.type !== 'element' || !hasClass(box, 'chcklst-box')) return undefined
  const input = element('input', { type: 'checkbox', checked: isTicked(box) }, [])
  holder.children = [input, ...holder.children.slice(holder.children.indexOf(box) + 1)]
  if (holder === first) node.children = node.children.slice(place)
  return undefined
}

function isTicked(box: Element): boolean {
  return hasClass(box, 'checked', 'permanent')
}
