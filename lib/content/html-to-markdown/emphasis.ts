import type { Delete, Emphasis, Nodes, PhrasingContent, Strong } from 'mdast'
import { defaultHandlers, type Handle, type Options } from 'mdast-util-to-markdown'

type Emphasised = Strong | Emphasis | Delete

const elements = { strong: 'strong', emphasis: 'em', delete: 'del' }
const cjk = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff65]$/u
const sign = /^[\p{P}\p{S}]$/u

export function isEmphasis(node: Nodes | undefined): node is Emphasised {
  return node !== undefined && node.type in elements
}

/**
 * Whether marks around these words are read as emphasis: not between a letter and punctuation (`**a:**b`), and not beside other
 * marks of emphasis. Our renderer reads them beside Chinese, Japanese and Korean.
 */
export function hasRoomForMarks(node: Emphasised, before: PhrasingContent | undefined, after: PhrasingContent | undefined): boolean {
  if (isEmphasis(before) || isEmphasis(after)) return false
  return hasRoom(edgeOf(before, -1), edgeOf(node.children[0], 0)) && hasRoom(edgeOf(after, 0), edgeOf(node.children.at(-1), -1))
}

function hasRoom(outside: string, inside: string): boolean {
  if (/^\s$/.test(inside)) return false
  if (!sign.test(inside) || cjk.test(inside) || cjk.test(outside)) return true
  return outside === '' || /^\s$/.test(outside) || sign.test(outside)
}

/** Returns the first (0) or last (-1) character of a node as it is written, or an empty text. */
function edgeOf(node: PhrasingContent | undefined, end: 0 | -1): string {
  if (!node) return ''
  if (node.type === 'text') return [...node.value].at(end) ?? ''
  return node.type === 'break' ? ' ' : '*'
}

/** Turns emphasis into an element, which works everywhere. */
export function elementOfEmphasis(node: Emphasised): void {
  Object.assign(node, { type: 'textDirective', name: elements[node.type] })
}

const besideMarks = /(?<=[*_])&#x([0-9A-F]{1,6});|(?<!\\)&#x([0-9A-F]{1,6});(?=[*_])/g

/**
 * For Chinese, Japanese and Korean beside marks of emphasis. The library writes such letters as references (`&#x8BF7;`),
 * because CommonMark would not read the marks otherwise. Our renderer does, and the text stays readable for search and editing.
 */
function readable(write: Handle): Handle {
  return (node, parent, state, info) =>
    write(node, parent, state, info).replace(besideMarks, (reference, inside, outside) => {
      const character = String.fromCodePoint(Math.min(Number.parseInt(inside ?? outside, 16), 0x10ffff))
      return cjk.test(character) ? character : reference
    })
}

/** Returns the handlers of these extensions for paragraphs and headings, changed by `readable`. */
export function readableEmphasis(extensions: Options[]): Record<string, Handle> {
  const write: Record<string, unknown> = Object.assign({}, defaultHandlers, ...extensions.map(({ handlers }) => handlers))
  return { paragraph: readable(write.paragraph as Handle), heading: readable(write.heading as Handle) }
}
