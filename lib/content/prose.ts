import { boundExceeded } from './markdown/bounds'
import { BlockReader } from './plain-text/blocks'
import { proseOfInline } from './plain-text/inline'

/** An address without a scheme needs a name before its first slash that ends as hosts do: "17.4/18.0" is none. */
const address = /:\/\/|^[^\w-]*(?:www\.|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\/)/i

/**
 * Returns what the author of a Markdown text says in words of their own: without code, quotes, raw HTML and addresses, each of which leaves
 * a line break. For looking something up in it, not for showing. Linear, as `plainText()`; a text beyond the bounds of the renderer has
 * none.
 */
export function proseOf(markdown: string): string {
  if (boundExceeded(markdown) !== null) return ''
  const { leaves, ...labels } = new BlockReader().read(markdown)
  const own: string[] = []
  let quotes = 0
  for (const leaf of leaves) {
    if (leaf.kind === 'enter' || leaf.kind === 'leave') {
      if (leaf.of === 'quote') quotes += leaf.kind === 'enter' ? 1 : -1
    } else if (quotes > 0) continue
    else if (leaf.kind === 'text') own.push(proseOfInline(leaf.text, labels))
    else if (leaf.kind === 'row') own.push(...leaf.cells.map((cell) => proseOfInline(cell, labels)))
  }
  return withoutAddresses(own.join('\n'))
}

/** Returns a text with a line break in the place of each address. */
export function withoutAddresses(text: string): string {
  return text.replace(/\S+/g, (word) => (address.test(word) ? '\n' : word))
}
