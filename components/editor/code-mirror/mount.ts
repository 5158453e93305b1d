import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Surface } from '../surface'
import { changeTo } from './change-to'
import { cover } from './cover'
import { extensionsFor } from './extensions'

/**
 * Puts CodeMirror over the textarea, with its text, selection and focus. It is in a shadow root, where its styles are adopted sheets: in
 * the page they would be a style element, which our policy refuses (decision 0031).
 */
export function mountCodeMirror(area: HTMLTextAreaElement): Surface {
  const host = hostFor(area)
  const hadFocus = document.activeElement === area
  let isLent = false
  let isOurs = false
  const repeats = EditorView.updateListener.of(({ docChanged }) => docChanged && repeat())
  const view = viewIn(host, {
    doc: area.value,
    selection: { anchor: area.selectionStart, head: area.selectionEnd },
    extensions: [...extensionsFor(area), repeats],
  })
  const uncover = cover(area, host, () => isLent || view.focus())
  if (hadFocus) view.focus()

  /** The textarea is what the form sends, and what suggestions, drafts and the preview follow. */
  function repeat() {
    const text = view.state.doc.toString()
    if (area.value === text) return
    isOurs = true
    area.value = text
    area.dispatchEvent(new Event('input', { bubbles: true }))
    isOurs = false
  }
  function follow() {
    if (!isOurs) view.dispatch({ changes: changeTo(view.state.doc.toString(), area.value), userEvent: 'input' })
  }
  area.addEventListener('input', follow)

  return {
    lend() {
      isLent = true
      selectIn(area, view)
      area.focus({ preventScroll: true })
    },
    takeBack() {
      isLent = false
      follow()
      view.dispatch({ selection: { anchor: area.selectionStart, head: area.selectionEnd }, scrollIntoView: true })
      view.focus()
    },
    pointAt({ clientX, clientY }) {
      const anchor = view.posAtCoords({ x: clientX, y: clientY })
      if (anchor !== null) view.dispatch({ selection: { anchor } })
    },
    remove() {
      const { hasFocus } = view
      area.removeEventListener('input', follow)
      view.destroy()
      uncover()
      selectIn(area, view)
      if (hasFocus) area.focus()
    },
  }
}

/** Looks as the textarea does, and is as high, so that nothing moves. */
function hostFor(area: HTMLTextAreaElement): HTMLElement {
  const host = document.createElement('div')
  host.className = `field md-field md-host${area.getAttribute('aria-invalid') ? ' md-wrong' : ''}`
  host.style.setProperty('--md-min', `${area.offsetHeight}px`)
  return host
}

function viewIn(host: HTMLElement, state: Parameters<typeof EditorState.create>[0]): EditorView {
  const root = host.attachShadow({ mode: 'open' })
  return new EditorView({ root, parent: root, state: EditorState.create(state) })
}

function selectIn(area: HTMLTextAreaElement, { state }: EditorView): void {
  area.setSelectionRange(state.selection.main.from, state.selection.main.to)
}
