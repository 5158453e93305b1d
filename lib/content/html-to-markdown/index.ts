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
  // Without a blank line around it, what follows a fold would be HTML as well.
  join: [(left, right) => (isFold(left) || isFold(right) ? 1 : undefined)],
}

/**
 * HTML of a forum as clean Markdown. Scripts and styles go; what other forums wrap around code, quotes, mentions and
 * pictures becomes what it stands for. Text that is no HTML comes out unharmed. Relative addresses are read against `base`, where
 * it is known. It may take seconds: call `convertHtml`.
 */
export function htmlToMarkdown(html: string, base: string | null = null): string {
  try {
    // Without unified and without places in the source: an import converts every post, and this is half of its time.
    const tree = fromParse5(parseFragment(html)) as Root
    if (isTooDeep(tree)) return withoutTags(html)
    applyRules(tree, base)
    const text = toMdast(tree, { document: false, handlers: treeHandlers })
    tidy(text)
    return toMarkdown(text, writer).trim()
  } catch {
    // Nested deeper than the parser's stack: keep the words.
    return withoutTags(html)
  }
}

/** Every level passes over what is within it: deeper than anyone quotes, time would grow with the square of the text. */
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
