import type { Nodes, Parents, PhrasingContent } from 'mdast'
import { elementOfEmphasis, hasRoomForMarks, isEmphasis } from './emphasis'

const phrases = ['strong', 'emphasis', 'delete', 'link', 'textDirective']
const isBreak = (node: PhrasingContent | undefined) => node?.type === 'break'
const blank = (value: string): PhrasingContent[] => (value ? [{ type: 'text', value }] : [])

/**
 * Prepares a tree for writing. Line breaks and blanks at the edges of emphasis and links move out of them, and line breaks at
 * the edges of a paragraph are dropped, because Markdown can't write them there. Emphasis within the same emphasis is joined
 * with it. Emphasis whose marks would not work becomes an element.
 */
export function tidy(node: Nodes, within: string[] = []): void {
  if (!('children' in node)) return
  const here = isEmphasis(node) ? [...within, node.type] : within
  const children = node.children as PhrasingContent[]
  for (const child of children) tidy(child, here)
  const moved = children.flatMap((child) => (here.includes(child.type) ? (child as Parents).children : outOf(child)) as PhrasingContent[])
  const joined = join(moved)
  node.children = joined as typeof node.children
  if (['paragraph', 'heading', 'tableCell'].includes(node.type)) trim(node)
  for (const [i, child] of joined.entries())
    if (isEmphasis(child) && !hasRoomForMarks(child, joined[i - 1], joined[i + 1])) elementOfEmphasis(child)
}

function outOf(child: PhrasingContent): PhrasingContent[] {
  if (!phrases.includes(child.type)) return [child]
  const parent = child as Parents
  const { before, after } = trim(parent)
  if (isEmphasis(child)) {
    const [first, last] = [parent.children[0], parent.children.at(-1)]
    if (first?.type === 'text') before.push(...blank(/^[ \t\n]*/.exec(first.value)?.[0] ?? ''))
    if (last?.type === 'text') after.unshift(...blank(last.value.slice(last.value.trimEnd().length)))
    if (first?.type === 'text') first.value = first.value.replace(/^[ \t\n]+/, '')
    if (last?.type === 'text') last.value = last.value.trimEnd()
    parent.children = parent.children.filter((each) => each.type !== 'text' || each.value !== '') as typeof parent.children
  }
  return [...before, ...(parent.children.length > 0 ? [child] : []), ...after]
}

/** Removes line breaks at the edges and returns them. */
function trim(parent: Parents): { before: PhrasingContent[]; after: PhrasingContent[] } {
  const children = parent.children as PhrasingContent[]
  let [start, end] = [0, children.length]
  while (start < end && isBreak(children[start])) start++
  while (end > start && isBreak(children[end - 1])) end--
  parent.children = children.slice(start, end) as typeof parent.children
  return { before: children.slice(0, start), after: children.slice(end) }
}

/** Joins adjacent texts, and adjacent code, whose marks would be read as one. */
function join(children: PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = []
  for (const child of children) {
    const last = joined.at(-1)
    if (last?.type === 'text' && child.type === 'text') last.value += child.value
    else if (last?.type === 'inlineCode' && child.type === 'inlineCode') last.value += child.value
    else joined.push(child)
  }
  return joined
}
