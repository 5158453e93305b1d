import { citedAddress } from '@/lib/shared'
import { addPicture, picturesOf } from './pictures'
import { type Edit, insertText, type Surface } from './surface'

type Options = { area: HTMLTextAreaElement; surface: () => Surface; edit: Edit; say: (text: string) => void }

/** Takes what is pasted or dropped into the field and is no plain text: tables and pictures. Returns a function that ends this. */
export function takePastes(options: Options): () => void {
  const { area, surface, edit } = options
  const box = area.parentElement ?? area
  // With shift the browser pastes text as it is, and hands over no HTML.
  function onPaste(event: ClipboardEvent) {
    const html = event.clipboardData?.getData('text/html') ?? ''
    const plain = event.clipboardData?.getData('text/plain') ?? ''
    // Spreadsheets give a picture of the cells as well.
    if (/<table[\s>]/i.test(html)) {
      stop(event)
      void pasteTable(html, plain)
    } else if (!pasteSource(event, plain)) takePictures(event, event.clipboardData)
  }
  function onDrop(event: DragEvent) {
    if (picturesOf(event.dataTransfer).length > 0) surface().pointAt(event)
    takePictures(event, event.dataTransfer)
  }
  function takePictures(event: Event, data: DataTransfer | null) {
    const pictures = picturesOf(data)
    if (pictures.length > 0) stop(event)
    for (const picture of pictures) void addPicture(picture, options)
  }
  /** An address behind `[^` is a source: in its shortest form, and with the bracket that ends it. */
  function pasteSource(event: Event, plain: string): boolean {
    const address = citedAddress(plain.trim(), location.origin)
    if (address === null) return false
    surface().lend()
    const { value, selectionStart, selectionEnd } = area
    const isSource = value.slice(selectionStart - 2, selectionStart) === '[^'
    if (isSource) {
      stop(event)
      insertText(area, value[selectionEnd] === ']' ? address : `${address}]`)
    }
    surface().takeBack()
    return isSource
  }
  async function pasteTable(html: string, plain: string) {
    const text = await import('./html-to-markdown').then(
      ({ htmlToMarkdown }) => htmlToMarkdown(html),
      () => plain,
    )
    edit(() => insertText(area, startsLine(area) ? `${text}\n` : `\n\n${text}\n`))
  }
  // In front of the editor's own listeners.
  box.addEventListener('paste', onPaste, true)
  box.addEventListener('drop', onDrop, true)
  return () => {
    box.removeEventListener('paste', onPaste, true)
    box.removeEventListener('drop', onDrop, true)
  }
}

function stop(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}

const startsLine = ({ value, selectionStart }: HTMLTextAreaElement) => selectionStart === 0 || value[selectionStart - 1] === '\n'
