// HTML that lib/content/markdown made: every `<` of a text and every quote in an attribute is written as a reference, so that a tag
// can be told from a text by its form alone.

const tag = /<\/?[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"]*")?)*\s*\/?>/gi

const attribute = / ([a-z-]+)="([^"]*)"/g
const addresses = new Set(['href', 'src', 'cite'])

/** HTML of a post with every address in it made absolute. `page` is where the post is. */
export function withAbsoluteAddresses(html: string, page: string): string {
  return html.replace(tag, (found) =>
    // Each attribute is read, so that the value of one is not taken for another: `title="x href="`.
    found.replace(attribute, (whole, name: string, value: string) => {
      if (!addresses.has(name)) return whole
      const plain = decoded(value)
      return URL.canParse(plain, page) ? ` ${name}="${encoded(new URL(plain, page).href)}"` : whole
    }),
  )
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' }

/** Text with the references read that lib/content writes. */
function decoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|quot|amp));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name.toLowerCase()] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

function encoded(address: string): string {
  return address.replaceAll('&', '&#x26;').replaceAll('"', '&#x22;')
}
