import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

/** Tells whether this place is in code or in an address, where words and marks mean nothing to the editor. */
export function isCode(state: EditorState, at: number): boolean {
  for (let node = syntaxTree(state).resolveInner(at, -1); node.parent; node = node.parent) if (/Code|URL/.test(node.name)) return true
  return false
}
