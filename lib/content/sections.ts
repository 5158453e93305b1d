import { LRUCache } from 'lru-cache'
import type { Definition, Heading, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toString as textOf } from 'mdast-util-to-string'
import { slugOf } from '../shared'
import { withoutCitations } from './citation-marks'
import { namedDefinitions, neededDefinitions, sourceOf, wordsOf } from './definitions'
import { firstAnchorOf } from './first-anchors'
import { boundExceeded } from './markdown/bounds'
import { syntax } from './markdown/syntax'
import { plainText } from './plain-text'

/**
 * A section of a canonical answer. `number` is its number on the page (§ 3), `anchor` its fragment in the address.
 * `definitions` are footnotes and link definitions from other sections, without which it can't be formatted alone.
 */
export type Section = { number: number; anchor: string; heading: string; body: string; definitions?: string }
export type Sections = { lead: string; definitions?: string; sections: Section[] }

/**
 * Anchors of earlier revisions, by heading and in order, that differ from today's rule. Links lead to them. Null for an answer
 * whose anchors are all by the first rule.
 */
export type KeptAnchors = Record<string, string[]> | null

/** More headings than any answer has. The text after the last one belongs to its section. */
const sectionsMax = 200
/** More links than any heading has. */
const definitionsMax = 10
/** A longer heading is shown as it is written. */
const headingLengthMax = 1_000
/** The parser's time grows with the square of a heading's length, so the words of a longer heading are read without the parser. */
const parsedLengthMax = 300
/** A cache, because a listing needs the same answer on every row. */
const remembered = new LRUCache<string, Sections>({ max: 100, maxSize: 4_000_000, sizeCalculation: (_, markdown) => 1 + markdown.length })

/**
 * Cuts an answer's Markdown at its headings of the first two levels: into the lead and the sections. Anchors are made from
 * headings, except those that are kept. Repeated headings get numbers. A text beyond the renderer's bounds has no sections: all
 * of it is its lead, as on its page. Otherwise this takes a fraction of a second, so pages call it directly.
 */
export function sectionsOf(markdown: string, kept: KeptAnchors): Sections {
  const key = `${JSON.stringify(kept)}${markdown}`
  const known = remembered.get(key)
  if (known) return known
  const sections = cut(markdown, kept)
  remembered.set(key, sections)
  return sections
}

/** Returns the anchors that the next text of an answer must keep, so that links to its sections still work. */
export function anchorsToKeep(markdown: string, kept: KeptAnchors, next: string): NonNullable<KeptAnchors> {
  const present = anchorsByHeading(sectionsOf(markdown, kept).sections)
  const byRule = anchorsByHeading(sectionsOf(next, {}).sections)
  const differing = [...present].filter(([heading, anchors]) => String(anchors) !== String(byRule.get(heading)?.slice(0, anchors.length)))
  return { ...kept, ...Object.fromEntries(differing) }
}

function anchorsByHeading(sections: Section[]): Map<string, string[]> {
  const byHeading = new Map<string, string[]>()
  for (const { heading, anchor } of sections) byHeading.set(heading, [...(byHeading.get(heading) ?? []), anchor])
  return byHeading
}

function cut(markdown: string, kept: KeptAnchors): Sections {
  if (boundExceeded(markdown) !== null) return { lead: markdown, sections: [] }
  const nodes = blocksOf(markdown)
  const headings = nodes.filter((node): node is Heading => node.type === 'heading' && node.depth <= 2).slice(0, sectionsMax)
  const definitions = nodes
    .filter((node): node is Definition => node.type === 'definition')
    .map((node) => ({ label: wordsOf(node.label ?? node.identifier), source: sourceOf(node, markdown) }))
  const starts = headings.map((node) => node.position?.start.offset ?? 0)
  const titles = headings.map((node) => headingText(withoutCitations(sourceOf(node, markdown)), definitions))
  const anchors = anchorsOf(titles, kept)
  const named = namedDefinitions(nodes)
  const definitionsFrom = (from: number, to: number) => {
    const needed = neededDefinitions(markdown.slice(from, to), named).filter(({ position }) => {
      const at = position?.start.offset ?? 0
      return at < from || at >= to
    })
    return needed.length === 0 ? undefined : needed.map((node) => sourceOf(node, markdown)).join('\n\n')
  }
  const sections = headings.map((node, i) => {
    const from = node.position?.end.offset ?? 0
    const to = starts[i + 1] ?? markdown.length
    const body = markdown.slice(from, to)
    return {
      number: i + 1,
      anchor: anchors[i] ?? '',
      heading: titles[i] ?? '',
      body: body.trim(),
      definitions: definitionsFrom(from, to),
    }
  })
  return { lead: markdown.slice(0, starts[0]).trim(), definitions: definitionsFrom(0, starts[0] ?? markdown.length), sections }
}

/** Inline constructs are the expensive part of parsing and don't matter for finding headings, so they are switched off. */
const inlineConstructs = [
  'attention',
  'autolink',
  'characterEscape',
  'characterReference',
  'codeText',
  'hardBreakEscape',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
  'strikethrough',
  'emailAutolink',
  'protocolAutolink',
  'wwwAutolink',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
]

function blocksOf(markdown: string): RootContent[] {
  const extensions = [...syntax, { disable: { null: inlineConstructs } }]
  return fromMarkdown(markdown, { extensions, mdastExtensions: [gfmFromMarkdown()] }).children
}

type LabelledDefinition = { label: string; source: string }

/** Returns the words of a heading from its source. Only a heading with brackets needs definitions of links. */
function headingText(source: string, definitions: LabelledDefinition[]): string {
  if (source.length > headingLengthMax) return source.replace(/^[#\s]+/, '').slice(0, headingLengthMax)
  const words = wordsOf(source)
  const named = source.includes('[') ? definitions.filter(({ label }) => words.includes(label)).slice(0, definitionsMax) : []
  const addresses = named.map((definition) => definition.source).join('\n\n')
  if (source.length > parsedLengthMax) return plainText(source, addresses)
  const text = `${source}\n\n${addresses}`
  const { children } = fromMarkdown(text, { extensions: syntax, mdastExtensions: [gfmFromMarkdown()] })
  // A definition right above an underlined heading is part of its source.
  return textOf(children.find((node) => node.type === 'heading')).trim()
}

function anchorsOf(headings: string[], kept: KeptAnchors): string[] {
  const rule = kept === null ? firstAnchorOf : (heading: string) => slugOf(heading, 'section')
  const left = new Map<string, string[]>()
  for (const heading of headings) if (kept && Object.hasOwn(kept, heading)) left.set(heading, [...(kept[heading] ?? [])])
  // A new heading above an old one must not take its anchor.
  const taken = new Set([...left.values()].flat())
  return headings.map((heading) => left.get(heading)?.shift() ?? freeAnchor(rule(heading), taken))
}

function freeAnchor(wanted: string, taken: Set<string>): string {
  let anchor = wanted
  for (let n = 2; taken.has(anchor); n++) anchor = `${wanted}-${n}`
  taken.add(anchor)
  return anchor
}
