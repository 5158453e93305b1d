import { Fragment, isValidElement, type ReactNode } from 'react'

type Props = Record<string, unknown> & { children?: ReactNode }

/** Attributes that JSX spells otherwise than HTML. Any other name with a capital letter is refused. */
const names: Record<string, string> = {
  className: 'class',
  htmlFor: 'for',
  defaultChecked: 'checked',
  dateTime: 'dateTime',
  maxLength: 'maxLength',
  tabIndex: 'tabindex',
}
const withoutEnd = new Set(['br', 'hr', 'img', 'input', 'wbr'])
const characters: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }

/**
 * Returns the HTML of elements: what React would send, without its marks for the browser. Takes tags and plain components, which are
 * functions of their props. @throws Error for what only React can show: a Client Component, an async one, a handler, a style.
 */
export function htmlOf(node: ReactNode): string {
  if (typeof node === 'string') return escaped(node)
  if (typeof node === 'number') return String(node)
  if (node === null || node === undefined || typeof node === 'boolean') return ''
  if (Array.isArray(node)) {
    let html = ''
    for (const each of node) html += htmlOf(each)
    return html
  }
  if (!isValidElement<Props>(node)) throw new Error('Only elements, texts and lists of them can be written as HTML.')
  const { type, props } = node
  if (typeof type === 'string') return htmlOfTag(type, props)
  if (type === Fragment) return htmlOf(props.children)
  if (typeof type !== 'function' || '$$typeof' in type) throw new Error('A Client Component can’t be written as HTML.')
  return htmlOf(Reflect.apply(type, null, [props]))
}

function htmlOfTag(tag: string, props: Props): string {
  let start = `<${tag}`
  for (const name in props) if (name !== 'children') start += attribute(name, props[name])
  return withoutEnd.has(tag) ? `${start}/>` : `${start}>${htmlOf(props.children)}</${tag}>`
}

function attribute(name: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  const written = names[name] ?? name
  if (/[A-Z]/.test(written) && !(name in names)) throw new Error(`${name} can’t be written as HTML.`)
  if (typeof value === 'boolean' && !/^(aria|data)-/.test(name)) return value ? ` ${written}=""` : ''
  if (!['string', 'number', 'boolean'].includes(typeof value)) throw new Error(`The value of ${name} can’t be written as HTML.`)
  const text = String(value)
  if (name === 'href' && !/^(?:[/#?]|https?:|mailto:)/.test(text)) throw new Error(`A link can’t lead to ${text}.`)
  return ` ${written}="${escaped(text)}"`
}

function escaped(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => characters[character] ?? character) : text
}
