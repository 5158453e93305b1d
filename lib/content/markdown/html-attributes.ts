import type { Properties } from 'hast'
import { parseFragment } from 'parse5'
import { asText } from '../../shared'
import { asBrowsersRead } from './addresses'

/** Attributes with a meaning in a post, and the elements that may have them. The sanitizer checks their values. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  href: ['a'],
  name: ['a'],
  src: ['img'],
  alt: ['img'],
  width: ['img'],
  height: ['img'],
  open: ['details'],
  start: ['ol'],
  reversed: ['ol'],
  type: ['ol'],
  value: ['li'],
  align: ['caption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'td', 'th', 'tr'],
  colspan: ['td', 'th'],
  rowspan: ['td', 'th'],
  scope: ['th'],
  datetime: ['del', 'ins', 'time'],
  cite: ['blockquote', 'del', 'ins', 'q'],
  class: ['code'],
}
const addresses = new Set(['cite', 'href', 'src'])
const everywhere = new Set(['id', 'title', 'dir', 'lang'])

const propertyOf: Readonly<Record<string, string>> = {
  colspan: 'colSpan',
  rowspan: 'rowSpan',
  datetime: 'dateTime',
  class: 'className',
  // An old way to set an anchor.
  name: 'id',
}

/** Cells that span more columns or rows are mistakes or attacks. */
const spanMax = 100

/** Returns the attributes of an opening tag that its element may have, with character references decoded. */
export function attributesOf(tag: string, name: string): Properties {
  if (!/\s/.test(tag)) return {}
  // As an element that may be anywhere: the parser drops table cells outside of tables.
  const [node] = parseFragment(`<i${tag.slice(1 + name.length)}`).childNodes
  const properties: Properties = {}
  for (const { name: attribute, value } of node && 'attrs' in node ? node.attrs : []) {
    if (!everywhere.has(attribute) && !allowed[attribute]?.includes(name)) continue
    properties[propertyOf[attribute] ?? attribute] = propertyValue(attribute, asText(value))
  }
  return properties
}

function propertyValue(attribute: string, value: string): Properties[string] {
  if (attribute === 'open' || attribute === 'reversed') return true
  if (attribute === 'colspan' || attribute === 'rowspan') return String(Math.min(Number.parseInt(value, 10) || 1, spanMax))
  if (addresses.has(attribute)) return asBrowsersRead(value)
  return attribute === 'class' ? value.split(/\s+/) : value
}

/** Returns the text of raw HTML, with character references decoded. */
export function textOf(html: string): string {
  if (!html.includes('&')) return html
  const [node] = parseFragment(html.replaceAll('<', '&lt;')).childNodes
  return node && 'value' in node ? asText(node.value) : ''
}
