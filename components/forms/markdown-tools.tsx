'use client'

import { useEffect, useRef, useState } from 'react'
import { Html } from '@/components/ui/html'

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

/** Tools and a preview for a Markdown field of the same form. The text stays the field's own. */
export function MarkdownTools({ field }: { field: string }) {
  const [ready, setReady] = useState(false)
  const [preview, setPreview] = useState<string | null>(null)
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => setReady(true), [])
  const area = () => root.current?.closest('form')?.querySelector<HTMLTextAreaElement>(`textarea[name="${field}"]`)

  useEffect(() => {
    const element = area()
    if (element) element.hidden = preview !== null
  })

  function use({ before, after, sample, line }: Tool) {
    const element = area()
    if (!element) return
    const { selectionStart: start, selectionEnd: end, value } = element
    const chosen = value.slice(start, end) || sample
    const lead = line && start > 0 && value[start - 1] !== '\n' ? '\n' : ''
    const prefixed = line && !after ? chosen.split('\n').map((each) => before + each) : [before + chosen + after]
    element.focus()
    // The one way that keeps the browser's own undo; the other is for browsers that have dropped it.
    const text = lead + prefixed.join('\n')
    if (!document.execCommand('insertText', false, text)) element.setRangeText(text, start, end, 'end')
    element.dispatchEvent(new Event('input', { bubbles: true }))
  }

  async function show() {
    const response = await fetch('/preview', {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ body: area()?.value ?? '' }),
    }).catch(() => null)
    const answer = response?.ok ? await response.json() : null
    setPreview(answer?.data.html ?? '<p>The preview could not be made. Your text is still here.</p>')
  }

  if (!ready) return <div ref={root} className="md-tools" />
  return (
    <div ref={root}>
      <div className="md-tools" role="toolbar" aria-label="Markdown">
        {preview === null &&
          tools.map((tool) => (
            <button className="act" type="button" key={tool.label} onClick={() => use(tool)}>
              {tool.label}
            </button>
          ))}
        <button
          className="act md-view"
          type="button"
          aria-pressed={preview !== null}
          onClick={() => (preview === null ? show() : setPreview(null))}
        >
          {preview === null ? 'Preview' : 'Write on'}
        </button>
      </div>
      {preview !== null && <Html className="body preview" html={preview} />}
    </div>
  )
}
