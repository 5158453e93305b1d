import type { Definition, FootnoteDefinition, RootContent } from 'mdast'

/** More footnotes and link definitions of other sections than any section uses. */
const neededMax = 100

export type Named = Map<string, Definition | FootnoteDefinition>

/** Returns definitions by their labels. */
export function namedDefinitions(nodes: RootContent[]): Named {
  const named: Named = new Map()
  for (const node of nodes) {
    if (node.type !== 'definition' && node.type !== 'footnoteDefinition') continue
    const name = `${node.type === 'definition' ? '' : '^'}${wordsOf(node.label ?? node.identifier)}`
    if (!named.has(name)) named.set(name, node)
  }
  return named
}

/** Returns the definitions that a text uses. */
export function neededDefinitions(text: string, named: Named): (Definition | FootnoteDefinition)[] {
  if (named.size === 0) return []
  const needed = new Set<Definition | FootnoteDefinition>()
  for (const [, label = ''] of text.matchAll(/\[([^[\]]{1,1000})\]/g)) {
    const definition = named.get(wordsOf(label))
    if (definition) needed.add(definition)
  }
  return [...needed].slice(0, neededMax)
}

/** Returns a lead or a section with its definitions, so that it can be formatted alone. */
export function wholeText(text: string, definitions = ''): string {
  return definitions ? `${text}\n\n${definitions}` : text
}

/**
 * Returns the beginning of a text as a text of its own: with the addresses of links that `whole` defines elsewhere, and without
 * marks of footnotes, because their notes are not shown with it.
 */
export function asPassage(text: string, whole: string): string {
  const named = new Set([...text.matchAll(/\[([^[\]]{1,1000})\]/g)].map(([, label = '']) => wordsOf(label)))
  const needed = [...whole.matchAll(/^ {0,3}\[([^[\]^][^[\]]{0,999})\]:[ \t]+\S.*$/gm)]
    .filter(([line, label = '']) => named.has(wordsOf(label)) && !text.includes(line))
    .slice(0, neededMax)
  return wholeText(withoutFootnoteMarks(text, whole), needed.map(([line]) => line).join('\n'))
}

/** Returns a text without the marks of footnotes that `whole` defines. */
function withoutFootnoteMarks(text: string, whole: string): string {
  const defined = new Set([...whole.matchAll(/^ {0,3}\[\^([^\]\s]{1,1000})\]:/gm)].map(([, label]) => label?.toLowerCase()))
  if (defined.size === 0) return text
  return text.replace(/\[\^([^\]\s]{1,1000})\]/g, (mark, label: string) => (defined.has(label.toLowerCase()) ? '' : mark))
}

/** Returns a label in the form in which labels are compared. */
export function wordsOf(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ')
}

/** Returns the source of a node. */
export function sourceOf(node: RootContent, markdown: string): string {
  return markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)
}
