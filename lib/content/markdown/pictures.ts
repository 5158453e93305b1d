import type { Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { textNode } from './nodes'

/** Longer addresses contain data. */
const addressLengthMax = 200

/**
 * Replaces pictures whose address is not allowed by their description or address. It runs before sanitising, which would leave
 * an empty picture.
 */
export function replaceLostPictures(tree: Root): void {
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName !== 'img' || !parent || index === undefined) return
    const src = String(node.properties.src ?? '').trim()
    if (mayBeShown(src)) return
    parent.children[index] = textNode(String(node.properties.alt ?? '').trim() || shortened(src))
    return [SKIP, index + 1]
  })
}

/** Returns the text that is shown while a picture does not load. A post that is only a picture must not be blank. */
export function wordsOfPicture(alt: unknown, src: unknown): string {
  return String(alt ?? '').trim() || shortened(String(src ?? ''))
}

/** The rule of the sanitizer: no protocol, or one that pictures may have. */
function mayBeShown(src: string): boolean {
  const protocol = /^[^:/?#]*(?=:)/.exec(src)?.[0]
  return src !== '' && (protocol === undefined || /^https?$/i.test(protocol))
}

function shortened(address: string): string {
  return address.length > addressLengthMax ? `${address.slice(0, addressLengthMax)}…` : address
}
