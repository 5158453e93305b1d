import type { Properties } from 'hast'
import type { HtmlFrames } from './html-frames'
import { blockElements, voidElements } from './html-rules'
import type { HtmlToken } from './html-tags'
import { element, textNode } from './nodes'
import { safeElements } from './safe-elements'

/** Whether a tag is written as an element. Blocks are not allowed within a line. */
export function isElement(token: HtmlToken, isBlock: boolean): token is HtmlToken & { name: string } {
  return 'name' in token && safeElements.has(token.name) && (isBlock || !blockElements.has(token.name))
}

/** Adds a tag as an element, or as text if it is not allowed. Comments are left out. */
export function addTag(token: HtmlToken, isBlock: boolean, frames: HtmlFrames, attributes: (source: string, name: string) => Properties) {
  if (token.kind === 'comment') return
  if (!isElement(token, isBlock)) frames.add(textNode(token.source))
  else if (token.kind === 'close') frames.close(token.name, token.source)
  else frames.open(token.name, token.source, element(token.name, attributes(token.source, token.name), []), voidElements.has(token.name))
}
