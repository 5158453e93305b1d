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
 * Whether marks around these words would be read as emphasis: not between a letter and a sign (`**a:**b`), nor where marks of other
 * emphasis touch them. Beside Chinese, Japanese and Korean our renderer reads them.
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

/** The character with which a node begins (0) or ends (-1), as it is written; empty for none. */
function edgeOf(node: PhrasingContent | undefined, end: 0 | -1): string {
  if (!node) return ''
  if (node.type === 'text') return [...node.value].at(end) ?? ''
  return node.type === 'break' ? ' ' : '*'
}

/** Makes emphasis an element, which is read as emphasis anywhere. */
export function elementOfEmphasis(node: Emphasised): void {
  Object.assign(node, { type: 'textDirective', name: elements[node.type] })
}

const besideMarks = /(?<=[*_])&#x([0-9A-F]{1,6});|(?<!\\)&#x([0-9A-F]{1,6});(?=[*_])/g

/**
 * Chinese, Japanese and Korean beside marks of emphasis. The library writes such letters as references (`&#x8BF7;`), because CommonMark
 * would not read the marks there otherwise. Our renderer does, and the text stays readable where it is searched and edited.
 */
function readable(write: Handle): Handle {
  return (node, parent, state, info) =>
    write(node, parent, state, info).replace(besideMarks, (reference, inside, outside) => {
      const character = String.fromCodePoint(Math.min(Number.parseInt(inside ?? outside, 16), 0x10ffff))
      return cjk.test(character) ? character : reference
    })
}

/** The handlers of these extensions for paragraphs and headings, so changed. */
export function readableEmphasis(extensions: Options[]): Record<string, Handle> {
  const write: Record<string, unknown> = Object.assign({}, defaultHandlers, ...extensions.map(({ handlers }) => handlers))
  return { paragraph: readable(write.paragraph as Handle), heading: readable(write.heading as Handle) }
}
