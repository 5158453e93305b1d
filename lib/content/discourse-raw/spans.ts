import { escapeHtml } from '../markdown/as-written'
import type { BbTag } from './tags'

/** Text to put before and after the content of BBCode within a line. */
export const spans: Record<string, readonly [open: string, close: string]> = {
  b: ['<strong>', '</strong>'],
  i: ['<em>', '</em>'],
  u: ['<ins>', '</ins>'],
  s: ['<del>', '</del>'],
  sub: ['<sub>', '</sub>'],
  sup: ['<sup>', '</sup>'],
  spoiler: ['<span class="spoiler">', '</span>'],
  wrap: ['', ''],
  color: ['', ''],
  size: ['', ''],
  font: ['', ''],
  small: ['', ''],
  big: ['', ''],
  highlight: ['', ''],
  center: ['', ''],
  left: ['', ''],
  right: ['', ''],
}

/** The same for a link whose address is in its tag. Returns null if its text is the address. */
export function linkOf({ name, attributes }: BbTag): readonly [open: string, close: string] | null {
  const address = name === 'url' ? attributes.url : name === 'email' && attributes.email ? `mailto:${attributes.email}` : undefined
  return address ? [`<a href="${escapeHtml(address)}">`, '</a>'] : null
}

/** Writers of BBCode whose content is an address, a picture or code. It becomes HTML as a whole. */
export const wholes: Record<string, (tag: BbTag, content: string) => string> = {
  url: (_, content) => `<a href="${escapeHtml(content.trim())}">${escapeHtml(content)}</a>`,
  email: (_, content) => `<a href="mailto:${escapeHtml(content.trim())}">${escapeHtml(content)}</a>`,
  img: (_, content) => `<img src="${escapeHtml(content.trim())}" alt="">`,
  code: (_, content) => `<code>${escapeHtml(content)}</code>`,
}

/** Returns the date of a tag without a closing tag. Returns null if the tag has none. */
export function dateOf({ name, attributes }: BbTag): string | null {
  const zone = attributes.timezone ?? ''
  if (name === 'date' && attributes.date) return moment(attributes.date, attributes.time ?? '', zone)
  if (name !== 'date-range' || !attributes.from) return null
  return [attributes.from, attributes.to ?? '']
    .filter(Boolean)
    .map((each) => moment(each.split('T')[0] ?? '', each.split('T')[1] ?? '', zone))
    .join(' → ')
}

function moment(date: string, time: string, zone: string): string {
  const [a, b, c] = [date, time, zone].map(escapeHtml)
  return `<span class="discourse-local-date" data-date="${a}" data-time="${b}" data-timezone="${c}">${a}</span>`
}
