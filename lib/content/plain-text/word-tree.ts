import type { ElementContent, Properties } from 'hast'
import { addTag } from '../markdown/add-tag'
import { HtmlFrames } from '../markdown/html-frames'
import { blockElements } from '../markdown/html-rules'
import type { HtmlToken } from '../markdown/html-tags'
import { element, textNode } from '../markdown/nodes'
import { withReferences } from './references'

export type Around = HtmlFrames['here']

/** Collects words among tags of HTML. The same code as for the page decides which tags are elements and which are text. */
export class WordTree {
  private readonly open: { name: string; frames: HtmlFrames }[] = []
  private readonly root: HtmlFrames

  constructor(parent: string, around: Around = { depth: 0, isInLink: false }) {
    this.root = new HtmlFrames(parent, around)
  }

  get here(): Around {
    return this.frames.here
  }

  /** Begins an element that Markdown makes. Tags within it can't end elements around it. */
  enter(name: string): void {
    const { depth, isInLink } = this.here
    this.open.push({ name, frames: new HtmlFrames(name, { depth, isInLink: isInLink || name === 'a' }) })
  }

  leave(): void {
    const left = this.open.pop()
    if (left) this.frames.add(element(left.name, {}, left.frames.finish()))
  }

  text(value: string): void {
    if (value !== '') this.frames.add(textNode(value))
  }

  block(words: string): void {
    this.frames.add(element('p', {}, [textNode(words)]))
  }

  tag(token: HtmlToken, isBlock: boolean): void {
    addTag(token, isBlock, this.frames, propertiesOf)
  }

  words(): string {
    while (this.open.length > 0) this.leave()
    const pieces: string[] = []
    for (const node of this.root.finish()) addWords(node, pieces)
    return pieces.join('')
  }

  private get frames(): HtmlFrames {
    return this.open.at(-1)?.frames ?? this.root
  }
}

function addWords(node: ElementContent, pieces: string[]): void {
  if (node.type === 'text') pieces.push(node.value)
  if (node.type !== 'element') return
  const { tagName, properties, children } = node
  if (tagName === 'img') pieces.push(String(properties.alt ?? ''))
  const between = tagName === 'td' || tagName === 'th' ? ' ' : tagName === 'br' || blockElements.has(tagName) ? '\n' : ''
  pieces.push(between)
  for (const child of children) addWords(child, pieces)
  pieces.push(between)
}

const attribute = /\s+([a-z_:][\w.:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/gi

/** Returns the attribute that a reader sees: the description of a picture. */
function propertiesOf(source: string, name: string): Properties {
  if (name !== 'img') return {}
  const alt = [...source.matchAll(attribute)].find(([, found]) => found?.toLowerCase() === 'alt')
  return alt ? { alt: withReferences(alt[2] ?? alt[3] ?? alt[4] ?? '') } : {}
}
