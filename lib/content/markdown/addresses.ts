/** Stands for this site, wherever it is. */
const site = 'https://site.invalid/'

/**
 * An address of raw HTML as browsers read it: they drop tabs, breaks and what is blank around it, and take a backslash for a slash.
 * `/\host` leads to another site. Addresses of Markdown are encoded, those signs too.
 */
export function asBrowsersRead(address: string): string {
  let from = 0
  let to = address.length
  while (from < to && (address[from] as string) <= ' ') from++
  while (from < to && (address[to - 1] as string) <= ' ') to--
  const plain = address.slice(from, to).replace(/[\t\n\r]/g, '')
  const end = plain.search(/[?#]/)
  const path = end === -1 ? plain : plain.slice(0, end)
  return /^mailto:/i.test(path) ? plain : path.replaceAll('\\', '/') + plain.slice(path.length)
}

/** Whether a link leads out of the site: to another host, or to a mailbox. */
export function leadsOut(address: string): boolean {
  // With a protocol alone, without slashes, it depends on the site's own.
  if (/^https?:/i.test(address)) return true
  return !URL.canParse(address, site) || !new URL(address, site).href.startsWith(site)
}
