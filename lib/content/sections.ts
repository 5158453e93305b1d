import type { Heading } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { slugOf } from '../shared/slug'

/** A section of a canonical answer. `number` is its name on the page (§ 3), `anchor` its place in the address. */
export type Section = { number: number; anchor: string; heading: string; body: string }

const parser = unified().use(remarkParse).use(remarkGfm)

/**
 * An answer's Markdown, cut at its headings of the first two levels: what stands before the first one, and the sections.
 * Anchors are made from headings; a repeated heading gets a number.
 */
export function sectionsOf(markdown: string): { lead: string; sections: Section[] } {
  const tree = parser.parse(markdown)
  const headings = tree.children.filter((node): node is Heading => node.type === 'heading' && node.depth <= 2)
  const starts = headings.map((node) => node.position?.start.offset ?? 0)
  const taken = new Set<string>()
  const sections = headings.map((node, i) => {
    const heading = textOf(node).trim()
    return {
      number: i + 1,
      anchor: freeAnchor(slugOf(heading, 'section'), taken),
      heading,
      body: markdown.slice(node.position?.end.offset ?? 0, starts[i + 1]).trim(),
    }
  })
  return { lead: markdown.slice(0, starts[0]).trim(), sections }
}

function freeAnchor(wanted: string, taken: Set<string>): string {
  let anchor = wanted
  for (let n = 2; taken.has(anchor); n++) anchor = `${wanted}-${n}`
  taken.add(anchor)
  return anchor
}
