import type { Root } from 'hast'
import { SKIP, visit } from 'unist-util-visit'
import { mentionedName, mentionPattern } from '../../shared'
import { decoded } from '../absolute-addresses'
import { escapeHtml } from './as-written'
import { asNoCitations } from './citations'

/**
 * Signs around what may be a mention, in stored HTML. Who is meant is known to the post and not to its text, and the same HTML is
 * shown for every post with that text: so the signs are replaced when a page is made. Both are taken out of people's texts.
 */
const [begin, end] = ['\uFDD2', '\uFDD3']
const marked = /\uFDD2([^\uFDD2\uFDD3]*)\uFDD3/g

/** Nobody mentions more people in one text. Later ones are text. */
export const mentionsMax = 50

const literal = new Set(['a', 'code', 'pre', 'kbd', 'samp', 'var'])

/** Marks what may be mentions in a tree of sanitised HTML: not in code, and not in links. */
export function markMentions(tree: Root): void {
  let found = 0
  visit(tree, (node) => {
    if (node.type === 'element' && literal.has(node.tagName)) return SKIP
    if (node.type !== 'text' || !node.value.includes('@')) return undefined
    node.value = node.value.replace(mentionPattern, (written) => {
      return ++found > mentionsMax ? written : `${begin}${written}${end}`
    })
    return undefined
  })
}

/** Returns the names that are marked in a tree, as they are written. */
export function markedNames(tree: Root): string[] {
  const names: string[] = []
  visit(tree, 'text', ({ value }) => {
    for (const [, written = ''] of value.matchAll(marked)) names.push(mentionedName(written))
  })
  return names
}

/** Whether HTML has marks of mentions. */
export function hasMentions(html: string): boolean {
  return html.includes(begin)
}

/** Returns the names in marks of mentions, as they are written. */
export function mentionsInHtml(html: string): string[] {
  return [...html.matchAll(marked)].map(([, written = '']) => mentionedName(decoded(written)))
}

/**
 * Returns HTML in which mentions are links. `addressOf` returns where a name leads, or null if nobody is meant: then it is text. Citations are
 * text, too: only canonical answers have them, which mention nobody.
 */
export function withMentions(html: string, addressOf: (name: string) => string | null): string {
  if (!hasMentions(html)) return asNoCitations(html)
  return asNoCitations(html).replace(marked, (_, written: string) => {
    const address = addressOf(mentionedName(decoded(written)))
    if (address === null) return written
    // Its own direction: a name of another script must not move the words around it.
    return `<a class="mention" href="${escapeHtml(address)}" dir="auto">@${mentionedName(written)}</a>`
  })
}

/** Returns HTML in which mentions are text. */
export function withoutMentions(html: string): string {
  return withMentions(html, () => null)
}
