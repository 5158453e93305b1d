/** What someone writes in: the textarea itself, or an editor over it, whose text the textarea repeats. */
export type Surface = {
  /** Gives the textarea the selection, for something that changes it as its writer would. */
  lend(): void
  /** Shows what the textarea holds now, and where its cursor is. */
  takeBack(): void
  /** Puts the cursor where the pointer is, for what is dropped there. */
  pointAt(event: MouseEvent): void
  /** Takes the editor away. The textarea is as it was. */
  remove(): void
}

/** Lets something change the textarea at its selection, and shows the result. */
export type Edit = (act: () => void) => void

/** The textarea as it is. */
export function plainSurface(area: HTMLTextAreaElement): Surface {
  return { lend: nothing, takeBack: nothing, pointAt: () => area.focus(), remove: nothing }
}

const nothing = () => undefined

/** Puts text in the place of the selection, so that the browser's own undo takes it back. */
export function insertText(area: HTMLTextAreaElement, text: string): void {
  area.focus()
  // Only this keeps undo; the other way is for browsers without it.
  if (document.execCommand('insertText', false, text)) return
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Puts text in the place of the first such words, wherever the cursor is. Without them nothing is changed. */
export function replaceWords(area: HTMLTextAreaElement, words: string, text: string): void {
  const { value, selectionStart, selectionEnd } = area
  const start = value.indexOf(words)
  if (start < 0) return
  const end = start + words.length
  area.setRangeText(text, start, end)
  // By itself a browser would select the new text if the cursor was behind the words, and what is typed next would take its place.
  const moved = (at: number) => (at <= start ? at : Math.max(at, end) - words.length + text.length)
  area.setSelectionRange(moved(selectionStart), moved(selectionEnd))
  area.dispatchEvent(new Event('input', { bubbles: true }))
}
