'use client'

import { useEffect, useRef, useState } from 'react'
import { keepDraft } from './keep-draft'

type Props = { address: string; viewer: string; version: number }

/** Saves the reply of its form while someone writes, and says so. The form sends the version that was saved last. */
export function DraftKeeper({ address, viewer, version }: Props) {
  const input = useRef<HTMLInputElement>(null)
  // The same element each time: where another was rendered, React would write the first version into the field again.
  const [field] = useState(<input type="hidden" name="draft" ref={input} defaultValue={version} />)
  const [said, setSaid] = useState('')
  const [overwrite, setOverwrite] = useState<(() => void) | null>(null)
  useEffect(() => {
    const { current } = input
    if (!current?.form) return
    return keepDraft(current.form, current, { address, viewer, say: setSaid, offer: (act) => setOverwrite(() => act) })
  }, [address, viewer])
  return (
    <>
      {field}
      <p className="meta draft-said" role="status">
        {said}{' '}
        {overwrite && (
          <button className="act" type="button" onClick={overwrite}>
            Save this one instead
          </button>
        )}
      </p>
    </>
  )
}
