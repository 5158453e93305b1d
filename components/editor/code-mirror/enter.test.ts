import { markdownLanguage } from '@codemirror/lang-markdown'
import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { enterCommands } from './enter'

/** Returns the text after Enter, with | at the cursor, or null where no key of lists has acted. */
function enter(text: string): string | null {
  const at = text.indexOf('|')
  const doc = text.replace('|', '')
  let state = EditorState.create({ doc, selection: { anchor: at }, extensions: [markdownLanguage.extension] })
  const target = {
    get state() {
      return state
    },
    dispatch: (transaction: { state: EditorState }) => {
      state = transaction.state
    },
  }
  if (!enterCommands.some((command) => command(target))) return null
  const { head } = state.selection.main
  return `${state.sliceDoc(0, head)}|${state.sliceDoc(head)}`
}

test('Enter begins the next item, and ends the list at an empty one, also at the second', () => {
  for (const [before, after] of [
    ['- one|', '- one\n- |'],
    ['3. three|', '3. three\n4. |'],
    ['- [x] done|', '- [x] done\n- [ ] |'],
    ['> said|', '> said\n> |'],
    ['- one\n- |', '- one\n\n|'],
    ['- one\n- two\n- |', '- one\n- two\n\n|'],
    ['1. one\n2. |', '1. one\n\n|'],
    ['- one\n- |\n\nAfter', '- one\n\n|\n\nAfter'],
    ['- one\n  - |', '- one\n- |'],
  ] as const)
    expect(enter(before), before).toBe(after)
})

test('in code Enter is only an end of line', () => {
  expect(enter('```\n- |')).toBe(null)
})
