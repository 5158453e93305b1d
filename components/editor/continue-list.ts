import { insertText } from './surface'

const item = /^(?<indent>\s*)(?:(?<bullet>[-*+])|(?<number>\d{1,9})(?<after>[.)]))(?<space> +)(?<task>\[[ xX]\] +)?/

/**
 * Returns what Enter writes at the end of this beginning of a line: the mark of the next item, or an empty text where the item is empty and
 * the list ends. Null if it is no item.
 */
export function nextItem(line: string): string | null {
  const found = item.exec(line)
  if (!found) return null
  if (found[0].length === line.length) return ''
  const { indent = '', bullet, number, after, space = ' ', task } = found.groups ?? {}
  return `${indent}${bullet ?? `${Number(number) + 1}${after}`}${space}${task ? '[ ] ' : ''}`
}

/** Continues lists in the textarea. CodeMirror does it by itself. Returns a function that ends this. */
export function continueLists(area: HTMLTextAreaElement): () => void {
  function onInput(event: InputEvent) {
    const { selectionStart: at, selectionEnd, value } = area
    if (event.inputType !== 'insertLineBreak' || event.isComposing || at !== selectionEnd) return
    const start = value.lastIndexOf('\n', at - 1) + 1
    const next = nextItem(value.slice(start, at))
    if (next === null) return
    event.preventDefault()
    // An empty item becomes an empty line.
    if (next === '') area.setSelectionRange(start, at)
    insertText(area, next === '' ? '\n' : `\n${next}`)
  }
  area.addEventListener('beforeinput', onInput)
  return () => area.removeEventListener('beforeinput', onInput)
}
