import type { ElementContent, Root } from 'hast'
import type { Html, Nodes } from 'mdast'
import { addTag, isElement } from './add-tag'
import { attributesOf, textOf } from './html-attributes'
import { HtmlFrames } from './html-frames'
import { tokensOf } from './html-tags'
import { element, textNode } from './nodes'
import { wrapLines } from './wrap-lines'

/** Raw HTML in the tree before it is read: a block, or one tag within a line. */
type Raw = Extract<ElementContent, { type: 'raw' }>
type RawData = { isBlock: boolean }

const parentsOfBlocks = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition'])

/** Keeps raw HTML in the tree, because remark-rehype drops it. */
export function keepRaw(_: unknown, node: Html, parent: Nodes | undefined): Raw {
  const data: RawData = { isBlock: parentsOfBlocks.has(parent?.type ?? 'root') }
  return { type: 'raw', value: node.value, data }
}

/**
 * Turns safe raw HTML into elements and other tags into text, and removes comments. A block that begins with a tag that is not
 * safe is shown as it was written, because its author shows HTML.
 */
export function readRawHtml(tree: Root): void {
  tree.children = childrenOf('root', tree.children as ElementContent[], { depth: 0, isInLink: false })
}

type Around = { depth: number; isInLink: boolean }

function childrenOf(parent: string, children: ElementContent[], around: Around): ElementContent[] {
  const frames = new HtmlFrames(parent, around)
  let hasRaw = false
  for (const child of children) {
    if (child.type === 'raw') {
      hasRaw = true
      addRaw(child, frames)
    } else if (child.type === 'element') {
      const { depth, isInLink } = frames.here
      const isLink = child.tagName === 'a'
      child.children = childrenOf(child.tagName, child.children, { depth, isInLink: isInLink || isLink })
      // A link can't contain a link: browsers would end the outer one. The content of the inner one stays.
      if (isLink && isInLink) for (const within of child.children) frames.add(within)
      else frames.add(child)
    } else frames.add(child)
  }
  const made = frames.finish()
  return hasRaw && (parent === 'root' || parent === 'blockquote') ? wrapLines(made) : made
}

function addRaw({ value, data }: Raw, frames: HtmlFrames): void {
  const { isBlock } = data as RawData
  const tokens = tokensOf(value)
  const first = tokens.find((token) => token.kind !== 'comment' && !(token.kind === 'text' && token.source.trim() === ''))
  if (isBlock && first && first.kind !== 'text' && !isElement(first, true)) {
    frames.add(asBlock(value.replace(/^\n+|\s+$/g, '')))
    return
  }
  for (const token of tokens) {
    // Within a block, text is HTML too. Within a line, the node is a single tag.
    if (token.kind === 'text') frames.add(textNode(isBlock ? textOf(token.source) : token.source))
    else addTag(token, isBlock, frames, attributesOf)
  }
}

/** Returns HTML as text, in one line or, if it has several, as code. */
function asBlock(html: string): ElementContent {
  if (!html.includes('\n')) return element('p', {}, [textNode(html)])
  return element('pre', {}, [element('code', {}, [textNode(html)])])
}
