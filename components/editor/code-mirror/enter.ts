import { insertNewlineContinueMarkupCommand } from '@codemirror/lang-markdown'
import type { StateCommand } from '@codemirror/state'
import { nextItem } from '../continue-list'
import { isCode } from './is-code'

/**
 * Ends a list at an empty item, as in the textarea: it becomes an empty line, without which the next words would belong to the item before.
 * An item within another is left to CodeMirror, which makes it one of the outer list.
 */
const endList: StateCommand = ({ state, dispatch }) => {
  const { empty, head } = state.selection.main
  const { from, text } = state.doc.lineAt(head)
  const isEmptyItem = /^\S/.test(text) && nextItem(text.slice(0, head - from)) === ''
  if (!empty || !isEmptyItem || isCode(state, head)) return false
  dispatch(
    state.update({ changes: { from, to: head, insert: '\n' }, selection: { anchor: from + 1 }, scrollIntoView: true, userEvent: 'input' }),
  )
  return true
}

/** An empty second item does not part the list by an empty line: it ends it, as any other does. */
const continueList = insertNewlineContinueMarkupCommand({ nonTightLists: false })

/** What Enter does, the first that applies. */
export const enterCommands: StateCommand[] = [endList, continueList]
