import type { Properties } from 'hast'
import { parseFragment } from 'parse5'
import { asText } from '../../shared'
import { asBrowsersRead } from './addresses'

/** Attributes that mean something in a post, with the elements that may have them. What values they may have is for the sanitizer. */
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
  // An old way to name a place that links lead to.
  name: 'id',
}

/** Tables wider than this are no tables. */
const spanMax = 100

/** The attributes of an opening tag that its element may have, with character references read. */
export function attributesOf(tag: string, name: string): Properties {
  if (!/\s/.test(tag)) return {}
  // As an element that may be anywhere: outside of a table a cell is no element for the parser.
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

/** Text of raw HTML with character references read. */
export function textOf(html: string): string {
  if (!html.includes('&')) return html
  const [node] = parseFragment(html.replaceAll('<', '&lt;')).childNodes
  return node && 'value' in node ? asText(node.value) : ''
}
