import type { Element, ElementContent } from 'hast'

/** What rules need to know besides the HTML. */
export type Surroundings = {
  /** Address of the source, with which relative addresses are resolved, or null if it is not known. */
  base: string | null
  /** Marks of the footnotes that this text defines, by the ids of their elements. */
  footnotes: Map<string, string>
}

/** Returns the nodes that replace an element, or undefined if the rule does not apply. The rules are applied to the result again. */
export type Rule = (node: Element, surroundings: Surroundings) => ElementContent[] | undefined
