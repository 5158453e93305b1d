'use client'

import { useEffect, useState } from 'react'
import { saveWhileWriting } from './save-while-writing'

/** Saves a draft while its editor writes. If someone else has saved meanwhile, it stops, says so, and overwrites nothing. */
export function DraftLive({ version }: { version: number }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const form = document.querySelector<HTMLFormElement>('#draft-form')
    return form ? saveWhileWriting(form, version, setSaid) : undefined
  }, [version])
  return (
    <p className="meta draft-said" role="status">
      {said}
    </p>
  )
}
