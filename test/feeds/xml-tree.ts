import { SaxesParser } from 'saxes'

/** An element of XML, with the namespace that its name is in. */
export type XmlElement = {
  name: string
  namespace: string
  attributes: Record<string, string>
  children: XmlElement[]
  /** All text within, as it is read. */
  text: string
}

/** XML as a tree. @throws Error where it is not well formed. */
export function xmlTree(xml: string): XmlElement {
  const root: XmlElement = { name: '', namespace: '', attributes: {}, children: [], text: '' }
  const open = [root]
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    const element: XmlElement = { name: local, namespace: uri, attributes: {}, children: [], text: '' }
    for (const [name, { value }] of Object.entries(attributes)) element.attributes[name] = value
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  const addText = (text: string) => {
    for (const element of open) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(xml).close()
  return root.children[0] as XmlElement
}

/** Children of that name, in that namespace. */
export function childrenOf(element: XmlElement, name: string, namespace = element.namespace): XmlElement[] {
  return element.children.filter((child) => child.name === name && child.namespace === namespace)
}
