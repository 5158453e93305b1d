import type { Definition, FootnoteDefinition, RootContent } from 'mdast'

/** More footnotes and addresses of other sections than any section uses. */
const neededMax = 100

export type Named = Map<string, Definition | FootnoteDefinition>

/** Definitions by what is written in brackets where they are used. */
export function namedDefinitions(nodes: RootContent[]): Named {
  const named: Named = new Map()
  for (const node of nodes) {
    if (node.type !== 'definition' && node.type !== 'footnoteDefinition') continue
    const name = `${node.type === 'definition' ? '' : '^'}${wordsOf(node.label ?? node.identifier)}`
    if (!named.has(name)) named.set(name, node)
  }
  return named
}

/** Those that a text names in brackets. */
export function neededDefinitions(text: string, named: Named): (Definition | FootnoteDefinition)[] {
  if (named.size === 0) return []
  const needed = new Set<Definition | FootnoteDefinition>()
  for (const [, label] of text.matchAll(/\[([^[\]]{1,1000})\]/g)) {
    const definition = named.get(wordsOf(label as string))
    if (definition) needed.add(definition)
  }
  return [...needed].slice(0, neededMax)
}

/** A lead or a section as a text that can be formatted alone. */
export function wholeText(text: string, definitions = ''): string {
  return definitions ? `${text}\n\n${definitions}` : text
}

/**
 * The beginning of a text as a text of its own: with the addresses of links that are written elsewhere in `whole`, and without marks
 * of footnotes, whose notes are not shown with it.
 */
export function asPassage(text: string, whole: string): string {
  const named = new Set([...text.matchAll(/\[([^[\]]{1,1000})\]/g)].map(([, label]) => wordsOf(label as string)))
  const needed = [...whole.matchAll(/^ {0,3}\[([^[\]^][^[\]]{0,999})\]:[ \t]+\S.*$/gm)]
    .filter(([line, label]) => named.has(wordsOf(label as string)) && !text.includes(line))
    .slice(0, neededMax)
  return wholeText(withoutFootnoteMarks(text, whole), needed.map(([line]) => line).join('\n'))
}

/** A text without the marks of footnotes that are defined in `whole`. */
function withoutFootnoteMarks(text: string, whole: string): string {
  const defined = new Set([...whole.matchAll(/^ {0,3}\[\^([^\]\s]{1,1000})\]:/gm)].map(([, label]) => label?.toLowerCase()))
  if (defined.size === 0) return text
  return text.replace(/\[\^([^\]\s]{1,1000})\]/g, (mark, label: string) => (defined.has(label.toLowerCase()) ? '' : mark))
}

/** A label as labels are compared. */
export function wordsOf(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ')
}

/** What was written for a node of a text. */
export function sourceOf(node: RootContent, markdown: string): string {
  return markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)
}
