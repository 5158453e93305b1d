import type { Element, ElementContent } from 'hast'
import type { Handle, State } from 'hast-util-to-mdast'
import type { Handle as Write } from 'mdast-util-to-markdown'
import { escapeHtml } from '../markdown/as-written'
import { definitionElement, referenceElement } from './footnotes'
import { hasClass, wordsOf } from './tree'

/**
 * Elements that have a meaning and no marks in Markdown: "10⁶" must not become "106". The renderer allows them. In the tree
 * they are directives, which the types allow in a sentence (text) and as a block (container).
 */
const inlineElements = ['sup', 'sub', 'kbd', 'ins']

type Raw = { type: string; name: string; summary?: string; children: never[] }

const raw: Handle = (state, node) => ({ type: 'textDirective', name: node.tagName, children: state.all(node) }) as never

/** How elements become nodes of Markdown's tree, in addition to the library. */
export const treeHandlers: Record<string, Handle> = {
  ...Object.fromEntries(inlineElements.map((name) => [name, raw])),
  ...Object.fromEntries(['code', 'samp', 'tt', 'var'].map((name) => [name, code])),
  br: (state) => (state.inTable ? ({ type: 'html', value: '<br>' } as never) : { type: 'break' }),
  details,
  summary: () => [],
  [referenceElement]: (_, node) => ({
    type: 'footnoteReference',
    identifier: String(node.properties.mark),
    label: String(node.properties.mark),
  }),
  [definitionElement]: (state, node) => ({
    type: 'footnoteDefinition',
    identifier: String(node.properties.mark),
    label: String(node.properties.mark),
    children: state.toFlow(state.all(node)) as never,
  }),
}

/** Code in a sentence is one line, because a line break would end a table row. */
function code(_: State, node: Element) {
  return { type: 'inlineCode', value: lineOf(node.children).replace(/[\r\n]+/g, ' ') } as never
}

function lineOf(nodes: ElementContent[]): string {
  return nodes
    .map((node) =>
      node.type === 'text' ? node.value : node.type === 'element' ? (node.tagName === 'br' ? ' ' : lineOf(node.children)) : '',
    )
    .join('')
}

function details(state: State, node: Element, parent: unknown) {
  const [summary] = node.children.filter((child): child is Element => child.type === 'element' && child.tagName === 'summary')
  const title = wordsOf(summary?.children ?? ([] as ElementContent[]))
    .replace(/\s+/g, ' ')
    .trim()
  const base = { name: 'details', summary: title || 'Details' }
  const children = state.all(node)
  const isWithinSentence =
    state.inTable || /^(h[1-6]|strong|em|b|i|a|span|sup|sub|ins|del)$/.test((parent as Element | undefined)?.tagName ?? '')
  if (isWithinSentence) return { ...base, type: 'textDirective', children } as never
  return { ...base, type: 'containerDirective', children: state.toFlow(children), isOpen: hasClass(node, 'open') } as never
}

/** How such nodes are written. */
export const writeHandlers: Record<string, Write> = {
  textDirective(node: Raw, _, state, info) {
    const tracker = state.createTracker(info)
    const summary = node.summary === undefined ? '' : `<summary>${escapeHtml(node.summary)}</summary>`
    let value = tracker.move(`<${node.name}>${summary}`)
    value += tracker.move(state.containerPhrasing(node as never, { ...tracker.current(), before: '>', after: '<' }))
    return value + tracker.move(`</${node.name}>`)
  },
  // After a blank line behind the summary, the text is Markdown again.
  containerDirective(node: Raw, _, state, info) {
    const tracker = state.createTracker(info)
    let value = tracker.move(`<details>\n<summary>${escapeHtml(node.summary ?? '')}</summary>\n\n`)
    value += tracker.move(state.containerFlow(node as never, tracker.current()))
    return value + tracker.move('\n\n</details>')
  },
}
