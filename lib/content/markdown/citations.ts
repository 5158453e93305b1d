import type { Element, ElementContent, Root } from 'hast'
import type { Literal } from 'mdast'
import type { Extension as FromMarkdown } from 'mdast-util-from-markdown'
import type { Code, Extension, State, Tokenizer } from 'micromark-util-types'
import type { Processor } from 'unified'
import { visit } from 'unist-util-visit'
import { decoded } from '../absolute-addresses'
import { readLabel } from '../citation-marks'
import { element, textNode } from './nodes'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    citation: 'citation'
  }
}

declare module 'mdast' {
  interface PhrasingContentMap {
    citation: Citation
  }
  interface RootContentMap {
    citation: Citation
  }
}

/** A source that a text cites, between `[^` and `]`. */
interface Citation extends Literal {
  type: 'citation'
}

/**
 * Signs around a source in stored HTML. Who may see a source is known to the page and not to the text, and the same HTML is shown for every
 * text with these words: so the signs are replaced when a page is made. Without them the HTML is what it would be anyway. Both are taken
 * out of people's texts.
 */
const [begin, end] = ['\uFDD4', '\uFDD5']
const marked = /\uFDD4\[\^([^\uFDD4\uFDD5]*)\]\uFDD5/g
const insideMax = 900

/** What a citation is to the parser: everything in its brackets is an address, whatever its characters mean elsewhere. */
const tokenize: Tokenizer = function (effects, ok, nok) {
  const { parser } = this
  let written = ''
  return open
  function open(code: Code): State | undefined {
    effects.enter('citation')
    effects.consume(code)
    return caret
  }
  function caret(code: Code): State | undefined {
    if (code !== 94) return nok(code)
    effects.consume(code)
    return inside
  }
  function inside(code: Code): State | undefined {
    if (code === null || code < 32 || code === 91 || written.length > insideMax) return nok(code)
    if (code === 93) {
      const isNote = parser.gfmFootnotes?.includes(written.toLowerCase().toUpperCase())
      if (isNote || readLabel(written) === null) return nok(code)
      effects.consume(code)
      effects.exit('citation')
      return ok
    }
    written += String.fromCharCode(code)
    effects.consume(code)
    return inside
  }
}

const syntax: Extension = { text: { 91: { name: 'citation', tokenize } } }

const fromMarkdown: FromMarkdown = {
  enter: {
    citation(token) {
      this.enter({ type: 'citation', value: this.sliceSerialize(token).slice(2, -1) }, token)
    },
  },
  exit: {
    citation(token) {
      this.exit(token)
    },
  },
}

/** Lets remark read citations. */
export function readCitations(this: Processor): void {
  const data = this.data()
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), syntax]
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), fromMarkdown]
}

/** The elements of a citation: between the signs is what a text without citations would show there. */
export function citationToHtml(_: unknown, { value }: Citation): ElementContent[] {
  const read = readLabel(value)
  if (!read?.label.startsWith('http')) return [textNode(`${begin}[^${value}]${end}`)]
  const rest = value.slice(read.label.length)
  return [textNode(`${begin}[^`), element('a', { href: read.label }, [textNode(read.label)]), textNode(`${rest}]${end}`)]
}

/** Takes the signs away where a citation can't be: in links, whose text leads elsewhere. */
export function unmarkInLinks(tree: Root): void {
  visit(tree, 'element', (link: Element) => {
    if (link.tagName !== 'a') return
    visit(link, 'text', (text) => {
      text.value = text.value.replace(/[\uFDD4\uFDD5]/g, '')
    })
  })
}

/** Whether HTML has marked citations. */
export function hasCitations(html: string): boolean {
  return html.includes(begin)
}

/** Returns the labels of the citations in HTML, in order. */
export function citationsInHtml(html: string): string[] {
  return [...html.matchAll(marked)].flatMap(([, shown = '']) => labelOf(shown)?.label ?? [])
}

/** Returns HTML in which each citation is what `say` returns for it; null leaves it as it was written. */
export function replaceInHtml(html: string, say: (citation: { label: string; title: string | null }) => string | null): string {
  if (!hasCitations(html)) return html
  return html.replace(marked, (written, shown: string) => {
    const label = labelOf(shown)
    return (label && say(label)) ?? written.slice(1, -1)
  })
}

/** Returns HTML of a text that cites nothing, such as a post: what looks like a citation is as it was written. */
export function asNoCitations(html: string): string {
  return hasCitations(html) ? html.replace(/[\uFDD4\uFDD5]/g, '') : html
}

function labelOf(shown: string) {
  return readLabel(decoded(shown.replace(/<[^>]*>/g, '')))
}
