import type { Element, ElementContent, Root } from 'hast'
import { absoluteAddress } from './addresses'
import { codeLanguage } from './code'
import { checkbox, footnoteList, footnoteReference, keepFootnotes } from './footnotes'
import { dropped, inlineFormatting } from './inline'
import { onebox, videoOnebox } from './oneboxes'
import { attachment, lightbox, picture, recording } from './pictures'
import { poll } from './polls'
import { quote } from './quotes'
import { splitSpoilers, spoiler } from './spoilers'
import { tableCell } from './tables'
import { eachElement } from './tree'

/** What conversion needs to know beside the HTML. */
export type Surroundings = {
  /** Address of the source, against which relative ones are read; null where it isn't known. */
  base: string | null
  /** Marks of the footnotes that this text defines, by the ids of their elements. */
  footnotes: Map<string, string>
}

/** What an element of a forum becomes. Undefined: the rule says nothing about it. What it returns is looked at again. */
export type Rule = (node: Element, surroundings: Surroundings) => ElementContent[] | undefined

const rules: Rule[] = [
  dropped,
  footnoteReference,
  footnoteList,
  quote,
  videoOnebox,
  onebox,
  poll,
  lightbox,
  codeLanguage,
  checkbox,
  inlineFormatting,
  spoiler,
  tableCell,
  attachment,
  recording,
  absoluteAddress,
  picture,
]

/** Turns what forums wrap around code, quotes, pictures and the rest into plain elements, in place. */
export function applyRules(tree: Root, base: string | null): void {
  const surroundings: Surroundings = { base, footnotes: keepFootnotes(tree) }
  eachElement(tree, (node, index, parent) => {
    for (const rule of rules) {
      const replacement = rule(node, surroundings)
      if (!replacement) continue
      parent.children.splice(index, 1, ...replacement)
      return index
    }
    return undefined
  })
  splitSpoilers(tree)
}
