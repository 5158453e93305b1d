import type { Root } from 'hast'
import { absoluteAddress } from './addresses'
import { codeLanguage } from './code'
import { checkbox, footnoteList, footnoteReference, keepFootnotes } from './footnotes'
import { dropped, inlineFormatting } from './inline'
import { onebox, videoOnebox } from './oneboxes'
import { attachment, lightbox, picture, recording } from './pictures'
import { poll } from './polls'
import { quote } from './quotes'
import type { Rule, Surroundings } from './rule'
import { splitSpoilers, spoiler } from './spoilers'
import { tableCell } from './tables'
import { eachElement } from './tree'

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

/** Turns the elements that forums use for code, quotes, pictures and more into plain elements, in place. */
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
