import type { Element, ElementContent } from 'hast'
import { blockElements, endedBy, optionalEnds, paragraphScopes, parentsOf, tableParts } from './html-rules'
import { element, textNode } from './nodes'

/** An element whose end tag has not been found yet. */
type Frame = { name: string; source: string; node: Element }

/** Nesting of elements from raw HTML. */
export const htmlNestingMax = 30

/**
 * Builds elements from the tags among the children of one parent. An element ends with its parent at the latest, with or
 * without its end tag: HTML of a text never goes beyond the list item, quote or post in which it is.
 */
export class HtmlFrames {
  private readonly frames: Frame[] = []
  private readonly roots: ElementContent[] = []
  private readonly counts = new Map<string, number>()

  constructor(
    /** The element whose children these are. */
    private readonly parent: string,
    private readonly around: { depth: number; isInLink: boolean },
  ) {}

  /** The nesting at this point in elements from raw HTML, and whether it is within a link. */
  get here(): { depth: number; isInLink: boolean } {
    return { depth: this.around.depth + this.frames.length, isInLink: this.around.isInLink || this.isOpen('a') }
  }

  add(node: ElementContent): void {
    if (node.type === 'element' && blockElements.has(node.tagName)) this.endParagraph()
    if (node.type === 'element' || (node.type === 'text' && node.value.trim() !== '')) this.openCellFor(node)
    this.children.push(node)
  }

  /** Content directly in a table or row gets a cell. Browsers would move it in front of the table. */
  private openCellFor(node: ElementContent): void {
    const { name } = this.frames.at(-1) ?? { name: '' }
    if (!tableParts.has(name) || (node.type === 'element' && parentsOf[node.tagName]?.includes(name))) return
    if (name !== 'tr') this.push('tr', '', element('tr', {}, []))
    this.push('td', '', element('td', {}, []))
  }

  /** Opens an element, or adds it if it is empty. A tag that may not be here is added as text. */
  open(name: string, source: string, node: Element, isEmpty: boolean): void {
    for (const ended of endedBy[name] ?? []) this.endBackTo(name, ended)
    if (blockElements.has(name)) this.endParagraph()
    if (/^h[1-6]$/.test(name) && /^h[1-6]$/.test(this.current)) this.end()
    const { depth, isInLink } = this.here
    const isRefused = depth >= htmlNestingMax || (name === 'a' && isInLink)
    if (isRefused || (parentsOf[name] && !parentsOf[name].includes(this.current))) this.add(textNode(source))
    else if (isEmpty) this.add(node)
    else {
      this.openCellFor(node)
      this.push(name, source, node)
    }
  }

  private push(name: string, source: string, node: Element): void {
    this.frames.push({ name, source, node })
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
  }

  /** Ends an element. An end tag without an element is added as text. */
  close(name: string, source: string): void {
    if (!this.isOpen(name)) {
      if (!optionalEnds.has(name)) this.add(textNode(source))
      return
    }
    while (this.current !== name) this.end()
    this.end(true)
  }

  /** Ends every element. Returns all nodes. */
  finish(): ElementContent[] {
    while (this.frames.length > 0) this.end()
    return this.roots
  }

  private get current(): string {
    return this.frames.at(-1)?.name ?? this.parent
  }

  private get children(): ElementContent[] {
    return this.frames.at(-1)?.node.children ?? this.roots
  }

  private isOpen(name: string): boolean {
    return (this.counts.get(name) ?? 0) > 0
  }

  /** Ends the innermost element. A tag within a line that is never ended is text: "use <b> or <i>?" */
  private end(hasEndTag = false): void {
    const { name, source, node } = this.frames.pop() as Frame
    this.counts.set(name, (this.counts.get(name) ?? 1) - 1)
    // An empty paragraph that another block ended at once is left out.
    if (name === 'p' && node.children.every((child) => child.type === 'text' && child.value.trim() === '')) return
    if (hasEndTag || blockElements.has(name) || optionalEnds.has(name)) this.children.push(node)
    else {
      // One by one, because more than about ten thousand arguments overflow the stack.
      const children = this.children
      children.push(textNode(source))
      for (const child of node.children) children.push(child)
    }
  }

  /** Ends the innermost element of this kind and everything open in it, unless it is outside of the element that limits it. */
  private endBackTo(name: string, ended: string): void {
    if (!this.isOpen(ended)) return
    const at = this.frames.findLastIndex((frame) => frame.name === ended)
    const within = this.frames.findLastIndex((frame) => parentsOf[name]?.includes(frame.name))
    if (at <= within) return
    while (this.frames.length > at) this.end()
  }

  private endParagraph(): void {
    if (!this.isOpen('p')) return
    const at = this.frames.findLastIndex((frame) => frame.name === 'p')
    if (this.frames.slice(at).some((frame) => paragraphScopes.has(frame.name))) return
    while (this.frames.length > at) this.end()
  }
}
