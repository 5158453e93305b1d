/** A placeholder for the address of this site. */
const site = 'https://site.invalid/'

/**
 * Returns an address of raw HTML as browsers read it: they ignore tabs, line breaks and blanks around it, and read a backslash
 * as a slash. `/\host` leads to another site. In addresses from Markdown these characters are encoded.
 */
export function asBrowsersRead(address: string): string {
  let from = 0
  let to = address.length
  while (from < to && address.charAt(from) <= ' ') from++
  while (from < to && address.charAt(to - 1) <= ' ') to--
  const plain = address.slice(from, to).replace(/[\t\n\r]/g, '')
  const end = plain.search(/[?#]/)
  const path = end === -1 ? plain : plain.slice(0, end)
  return /^mailto:/i.test(path) ? plain : path.replaceAll('\\', '/') + plain.slice(path.length)
}

/** Whether a link leads to another host or to a mailbox. */
export function leadsOut(address: string): boolean {
  // A protocol without slashes depends on the protocol of this site.
  if (/^https?:/i.test(address)) return true
  return !URL.canParse(address, site) || !new URL(address, site).href.startsWith(site)
}
