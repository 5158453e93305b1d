'use client'

import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { PreviewHtml } from '@/components/ui/preview-html'
import { Toolbar } from './toolbar'
import { useEditor } from './use-editor'
import { useKeptText } from './use-kept-text'
import { usePreview } from './use-preview'

type Props = {
  /** Name of the textarea, which is in the same `.q`. */
  field: string
  /** Under what this browser keeps a text that was not sent; null where the server keeps a draft. */
  keep: string | null
  cites: boolean
}

/**
 * What scripts add to a field of Markdown: tools, a preview, and the editor that is loaded on the first focus. The textarea stays the
 * field that the form sends.
 */
export function EditorTools({ field, keep, cites }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const [ready, setReady] = useState(false)
  const [place, setPlace] = useState<Element | null>(null)
  const [said, setSaid] = useState('')
  useEffect(() => setReady(true), [])

  const { isBack, discard, forget } = useKeptText(root, keep)
  const { start, isReady, choice, choose } = useEditor(root, setSaid, forget)
  const preview = usePreview(root, place, cites)
  function toggle() {
    setPlace(place ? null : (root.current?.closest('.q')?.querySelector('[data-preview]') ?? null))
  }

  if (!ready) return <div ref={root} className="md-tools" />
  return (
    <div ref={root}>
      <Toolbar
        field={field}
        cites={cites}
        start={start}
        isReady={isReady}
        previewed={place !== null}
        onPreview={toggle}
        choice={choice}
        choose={choose}
      />
      <p className="meta md-said" role="status">
        {said}
        {isBack && !said && (
          <>
            Your text that was not sent is back.{' '}
            <button className="act" type="button" onClick={discard}>
              Discard it
            </button>
          </>
        )}
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
