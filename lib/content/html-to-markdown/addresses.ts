import type { Element, ElementContent } from 'hast'
import type { Rule } from './rule'
import { attribute, hasClass } from './tree'

/** Links to posts of the other forum. They work here too, because old addresses redirect. */
const topicAddress = /^\/(?:t|q|a|questions)\//

/**
 * Makes the address of a link or picture absolute. Without a base, links that would lead nowhere here become their words.
 * Pictures keep their path, by which a file in the export is found.
 */
export const absoluteAddress: Rule = (node, { base }) => {
  if (node.tagName === 'a') return link(node, base)
  if (node.tagName === 'img' || node.tagName === 'iframe') node.properties.src = absolute(attribute(node, 'src'), base)
  return undefined
}

/** Returns an address resolved with the base. An absolute or unreadable address is returned unchanged. */
export function absolute(address: string, base: string | null): string {
  const trimmed = address.trim()
  if (/^\/\//.test(trimmed)) return `https:${trimmed}`
  if (/^upload:\/\//.test(trimmed)) return base ? new URL(`/uploads/short-url/${trimmed.slice(9)}`, base).href : trimmed
  if (!base || /^[a-z][a-z0-9+.-]{0,30}:/i.test(trimmed) || !URL.canParse(trimmed, base)) return trimmed
  return new URL(trimmed, base).href
}

function link(node: Element, base: string | null): ElementContent[] | undefined {
  const href = attribute(node, 'href').trim()
  if (href === '' || href.startsWith('#') || hasClass(node, 'anchor', 'mention', 'mention-group')) return node.children
  const address = absolute(href, base)
  const leads = /^(?:https?|mailto|ftp|upload):/i.test(address) || topicAddress.test(address) || hasClass(node, 'attachment')
  if (!leads) return node.children
  node.properties = { href: address, title: node.properties.title, className: node.properties.className }
  return undefined
}
