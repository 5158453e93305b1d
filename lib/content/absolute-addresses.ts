// Matches tags in HTML that lib/content/markdown made. There, every `<` of a text and every quote in an attribute is a character
// reference,
// so that a pattern can tell tags from text.

const tag = /<\/?[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"]*")?)*\s*\/?>/gi

const attribute = / ([a-z-]+)="([^"]*)"/g
const addresses = new Set(['href', 'src', 'cite'])

/** Returns the HTML of a post with absolute addresses. `page` is the address of the post. */
export function withAbsoluteAddresses(html: string, page: string): string {
  return html.replace(tag, (found) =>
    // Every attribute is read in turn, so that `title="x href="` is not taken for an address.
    found.replace(attribute, (whole, name: string, value: string) => {
      if (!addresses.has(name)) return whole
      const plain = decoded(value)
      return URL.canParse(plain, page) ? ` ${name}="${encoded(new URL(plain, page).href)}"` : whole
    }),
  )
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' }

/** Returns the addresses of other sites to which HTML of `lib/content` has links, each once, without fragments. */
export function linksInHtml(html: string): string[] {
  const targets = [...html.matchAll(tag)]
    .filter(([found]) => /^<a\s/i.test(found))
    .flatMap(([found]) => [...found.matchAll(attribute)].filter(([, name]) => name === 'href').map(([, , value = '']) => decoded(value)))
  const urls = targets
    .filter((target) => /^(?:https?:|\/\/)/i.test(target) && URL.canParse(target, 'https://x'))
    .map((target) => new URL(target, 'https://x'))
  for (const url of urls) url.hash = ''
  return [...new Set(urls.map(({ href }) => href))]
}

/** Decodes the character references that lib/content writes. */
export function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|quot|amp));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name.toLowerCase()] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

function encoded(address: string): string {
  return address.replaceAll('&', '&#x26;').replaceAll('"', '&#x22;')
}
