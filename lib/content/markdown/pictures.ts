import type { Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { textNode } from './nodes'

/** Longer addresses are data. */
const addressLengthMax = 200

/**
 * Pictures that can't be shown for their address become their words, or the address. Runs before sanitising, which would leave
 * a picture of nothing.
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

/** The text shown instead of a picture while it does not load: a post that is a picture alone must not be blank. */
export function wordsOfPicture(alt: unknown, src: unknown): string {
  return String(alt ?? '').trim() || shortened(String(src ?? ''))
}

/** As the sanitizer judges: an address without a protocol, or with one that pictures may have. */
function mayBeShown(src: string): boolean {
  const protocol = /^[^:/?#]*(?=:)/.exec(src)?.[0]
  return src !== '' && (protocol === undefined || /^https?$/i.test(protocol))
}

function shortened(address: string): string {
  return address.length > addressLengthMax ? `${address.slice(0, addressLengthMax)}…` : address
}
