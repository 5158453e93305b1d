import type { Surface } from './surface'

/**
 * The tools of the library change the textarea. The surface lends it its selection before, and takes back what it holds after. Returns a
 * function that ends this.
 */
export function bindTools(box: HTMLElement, area: HTMLTextAreaElement, surface: () => Surface): () => void {
  let isForLine = false
  function before(event: Event) {
    const tool = toolOf(event)
    if (!tool) return
    surface().lend()
    isForLine = tool.hasAttribute('data-line') && area.selectionStart === area.selectionEnd
    if (isForLine) selectLine(area)
  }
  function after(event: Event) {
    if (!toolOf(event)) return
    if (isForLine) area.setSelectionRange(area.selectionEnd, area.selectionEnd)
    surface().takeBack()
  }
  for (const name of ['click', 'keydown']) {
    box.addEventListener(name, before, true)
    box.addEventListener(name, after)
  }
  return () => {
    for (const name of ['click', 'keydown']) {
      box.removeEventListener(name, before, true)
      box.removeEventListener(name, after)
    }
  }
}

/** Returns the tool of the library that the event uses, if it does. */
function toolOf(event: Event): Element | null {
  if (event instanceof KeyboardEvent && !['Enter', ' '].includes(event.key)) return null
  const tool = event.target instanceof Element ? event.target.closest('[data-md-button]') : null
  return tool && !/^(picture|cite|plain|preview)$/.test(tool.getAttribute('data-md-button') ?? '') ? tool : null
}

/** Without a selection a heading or a quote is meant for the line. */
function selectLine(area: HTMLTextAreaElement): void {
  const { value, selectionStart: at } = area
  const end = value.indexOf('\n', at)
  area.setSelectionRange(value.lastIndexOf('\n', at - 1) + 1, end < 0 ? value.length : end)
}
