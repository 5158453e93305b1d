'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { PreviewHtml } from '@/components/ui/preview-html'

type Tool = { label: string; before: string; after: string; sample: string; line?: boolean }

const tools: Tool[] = [
  { label: 'Bold', before: '**', after: '**', sample: 'bold' },
  { label: 'Italic', before: '*', after: '*', sample: 'italic' },
  { label: 'Link', before: '[', after: '](https://)', sample: 'words' },
  { label: 'Code', before: '`', after: '`', sample: 'code' },
  { label: 'Block', before: '```\n', after: '\n```', sample: 'code', line: true },
  { label: 'Quote', before: '> ', after: '', sample: 'said', line: true },
  { label: 'List', before: '- ', after: '', sample: 'item', line: true },
]

function areaOf(root: HTMLElement | null, field: string): HTMLTextAreaElement | null {
  return root?.closest('form')?.querySelector<HTMLTextAreaElement>(`textarea[name="${field}"]`) ?? null
}

type Root = RefObject<HTMLDivElement | null>

const previewPauseMs = 400

/**
 * Tools and a preview for a Markdown field of the same form. The text stays in the field. The preview follows it while someone writes, in
 * the element marked `data-preview` below the field.
 */
export function MarkdownTools({ field }: { field: string }) {
  const [ready, setReady] = useState(false)
  const [place, setPlace] = useState<Element | null>(null)
  const [said, setSaid] = useState('')
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => setReady(true), [])

  usePictures(root, field, setSaid)
  const preview = usePreview(root, field, place)
  function toggle() {
    setPlace(place ? null : (root.current?.closest('.q')?.querySelector('[data-preview]') ?? null))
  }

  if (!ready) return <div ref={root} className="md-tools" />
  return (
    <div ref={root}>
      <Toolbar element={() => areaOf(root.current, field)} say={setSaid} previewed={place !== null} onPreview={toggle} />
      <p className="meta md-said" role="status">
        {said}
      </p>
      {place &&
        createPortal(
          <section aria-label="Preview">
            <PreviewHtml className="body preview" ids={`preview-${field}`} html={preview} />
          </section>,
          place,
        )}
    </div>
  )
}

type ToolbarProps = { element: () => HTMLTextAreaElement | null; say: (text: string) => void; previewed: boolean; onPreview: () => void }

function Toolbar({ element, say, previewed, onPreview }: ToolbarProps) {
  const withElement = (act: (area: HTMLTextAreaElement) => void) => {
    const area = element()
    if (area) act(area)
  }
  return (
    <div className="md-tools" role="toolbar" aria-label="Markdown">
      {tools.map((tool) => (
        <button className="act" type="button" key={tool.label} onClick={() => withElement((area) => insert(area, tool))}>
          {tool.label}
        </button>
      ))}
      <label className="act">
        Picture
        <input
          className="vh"
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          onChange={(event) => {
            const picture = event.target.files?.[0]
            if (picture) withElement((area) => void addPicture(area, picture, say))
            event.target.value = ''
          }}
        />
      </label>
      <button className="act md-view" type="button" aria-pressed={previewed} onClick={onPreview}>
        Preview
      </button>
    </div>
  )
}

/** Returns the formatted text of the field while the preview is open. */
function usePreview(root: Root, field: string, place: Element | null): string {
  const [preview, setPreview] = useState('')
  useEffect(() => {
    const element = areaOf(root.current, field)
    setPreview('')
    if (!element || !place) return
    let asked = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    async function show() {
      const number = ++asked
      const html = await rendered(element?.value ?? '')
      // A response about an earlier text never replaces one about a later text.
      if (number === asked) setPreview(html)
    }
    const onInput = () => {
      clearTimeout(timer)
      timer = setTimeout(() => void show(), previewPauseMs)
    }
    void show()
    element.addEventListener('input', onInput)
    return () => {
      asked = Number.POSITIVE_INFINITY
      clearTimeout(timer)
      element.removeEventListener('input', onInput)
    }
  }, [root, place, field])
  return preview
}

/** Adds pictures that are pasted or dropped into the field. */
function usePictures(root: Root, field: string, say: (text: string) => void): void {
  useEffect(() => {
    const element = areaOf(root.current, field)
    if (!element) return
    function take(event: Event, list: FileList | undefined) {
      const pictures = [...(list ?? [])].filter((file) => file.type.startsWith('image/'))
      if (pictures.length === 0) return
      event.preventDefault()
      for (const picture of pictures) void addPicture(element as HTMLTextAreaElement, picture, say)
    }
    const onPaste = (event: ClipboardEvent) => take(event, event.clipboardData?.files)
    const onDrop = (event: DragEvent) => take(event, event.dataTransfer?.files)
    element.addEventListener('paste', onPaste)
    element.addEventListener('drop', onDrop)
    return () => {
      element.removeEventListener('paste', onPaste)
      element.removeEventListener('drop', onDrop)
    }
  }, [root, field, say])
}

/** Puts a tool's characters around the selection, or around a sample. */
function insert(element: HTMLTextAreaElement, { before, after, sample, line }: Tool): void {
  const { selectionStart: start, selectionEnd: end, value } = element
  const chosen = value.slice(start, end) || sample
  const lead = line && start > 0 && value[start - 1] !== '\n' ? '\n' : ''
  const prefixed = line && !after ? chosen.split('\n').map((each) => before + each) : [before + chosen + after]
  element.focus()
  // Only this keeps the browser's own undo; the other way is for browsers without it.
  const text = lead + prefixed.join('\n')
  if (!document.execCommand('insertText', false, text)) element.setRangeText(text, start, end, 'end')
  element.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Returns the formatted text, or a sentence that says why there is none now. */
async function rendered(body: string): Promise<string> {
  const response = await fetch('/preview', {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams({ body }),
  }).catch(() => null)
  const answer = response?.ok ? await response.json() : null
  return answer?.data.html ?? '<p>The preview could not be made. Your text is still here.</p>'
}

/** Sends a picture and puts it at the cursor. A failure is reported and leaves the text alone. */
async function addPicture(element: HTMLTextAreaElement, picture: File, say: (text: string) => void): Promise<void> {
  say(`Adding ${picture.name} …`)
  const body = new FormData()
  body.set('picture', picture)
  try {
    const response = await fetch('/uploads', { method: 'POST', headers: { Accept: 'application/json' }, body })
    const answer = await response.json()
    if (!response.ok) return say(answer.error)
    const name = picture.name.replace(/\.\w+$/, '').replace(/[[\]\\]/g, ' ')
    element.setRangeText(`![${name}](${answer.data.url})`, element.selectionStart, element.selectionEnd, 'end')
    element.dispatchEvent(new Event('input', { bubbles: true }))
    say('Added. The words in brackets describe it to those who can’t see it.')
  } catch {
    say('The picture could not be sent: the connection is gone.')
  }
}
