import type { Element, Root, RootContent } from 'hast'
import { fromParse5 } from 'hast-util-from-parse5'
import { toMdast } from 'hast-util-to-mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { type Options, toMarkdown } from 'mdast-util-to-markdown'
import { parseFragment } from 'parse5'
import { readableEmphasis } from './emphasis'
import { applyRules } from './rules'
import { treeHandlers, writeHandlers } from './safe-elements'
import { tidy } from './tidy'
import { withoutTags } from './without-tags'

const gfm = gfmToMarkdown()

const writer: Options = {
  bullet: '-',
  emphasis: '*',
  fences: true,
  rule: '-',
  extensions: [gfm],
  handlers: { ...readableEmphasis(gfm.extensions ?? []), ...writeHandlers } as never,
  // Without blank lines around it, the text after a <details> element would be HTML, too.
  join: [(left, right) => (isFold(left) || isFold(right) ? 1 : undefined)],
}

/**
 * Converts HTML of a forum to clean Markdown. Scripts and styles are dropped. The elements that forums use for code, quotes,
 * mentions and pictures become Markdown. Text without HTML stays unchanged. Relative addresses are resolved with `base`, if it
 * is known. It may take seconds: call `convertHtml`.
 */
export function htmlToMarkdown(html: string, base: string | null = null): string {
  try {
    // Without unified and without source positions, because an import converts every post and this saves half of the time.
    const tree = fromParse5(parseFragment(html)) as Root
    if (isTooDeep(tree)) return withoutTags(html)
    applyRules(tree, base)
    const text = toMdast(tree, { document: false, handlers: treeHandlers })
    tidy(text)
    return toMarkdown(text, writer).trim()
  } catch {
    // The nesting exceeds the parser's stack. The words are kept.
    return withoutTags(html)
  }
}

/** Every level reads everything within it, so time grows with the square of the nesting. Nobody quotes this deep. */
const depthMax = 150

function isTooDeep(tree: Root): boolean {
  let level: (Root | Element)[] = [tree]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > depthMax) return true
    level = level.flatMap(({ children }) => (children as RootContent[]).filter((child): child is Element => child.type === 'element'))
  }
  return false
}

function isFold(node: { type: string }): boolean {
  return node.type === 'containerDirective'
}
