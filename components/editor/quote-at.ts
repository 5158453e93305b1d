import './form-events'

/** Returns a quotation as it goes into the text at the cursor: a paragraph of its own, with an empty line behind it to write on. */
export function quoteAt({ value, selectionStart }: { value: string; selectionStart: number }, quote: string): string {
  const before = value.slice(0, selectionStart).trimEnd()
  const newlines = value.slice(before.length, selectionStart).split('\n').length - 1
  return `${before ? '\n'.repeat(Math.max(0, 2 - newlines)) : ''}${quote}\n\n`
}

/** Puts a quotation where the textarea's writer is, also if the editor over it is not there yet. */
export function quoteInto(area: HTMLTextAreaElement, quote: string): void {
  if (!area.dispatchEvent(new CustomEvent('quote', { detail: quote, cancelable: true }))) return
  area.setRangeText(quoteAt(area, quote), area.selectionStart, area.selectionEnd, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}
