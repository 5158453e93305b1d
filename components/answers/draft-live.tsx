'use client'

import { useEffect, useState } from 'react'
import { hasChanged } from '@/components/forms/has-changed'

const pauseMs = 2_500

/** Saves a draft while its editor writes. If someone else has saved meanwhile, it stops, says so, and overwrites nothing. */
export function DraftLive({ version }: { version: number }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    const form = document.querySelector<HTMLFormElement>('#draft-form')
    if (!form) return
    let known = version
    let timer: ReturnType<typeof setTimeout> | undefined
    let saving = false
    let stopped = false
    let sending = false

    async function save() {
      if (!form || saving || stopped || sending) return
      saving = true
      const body = new URLSearchParams()
      for (const [name, value] of new FormData(form)) if (typeof value === 'string' && name !== 'comment') body.set(name, value)
      body.set('do', 'save')
      body.set('version', String(known))
      const response = await fetch(form.action, { method: 'POST', headers: { Accept: 'application/json' }, body }).catch(() => null)
      saving = false
      if (response?.ok) {
        known = (await response.json()).data.version
        const field = form.elements.namedItem('version') as HTMLInputElement
        field.value = String(known)
        setSaid(`Saved at ${new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}.`)
      } else if (response?.status === 409) {
        stopped = true
        setSaid('Someone else has saved this draft meanwhile. Your text stays here: “Save the draft” shows both.')
      } else {
        const error = response && (await response.json().catch(() => null))?.error
        setSaid(`Not saved: ${error ?? 'the connection is gone.'} Your text is still here.`)
      }
    }
    function onInput(event: Event) {
      if ((event.target as HTMLElement).id === 'comment') return
      clearTimeout(timer)
      timer = setTimeout(() => void save(), pauseMs)
    }
    const onSend = () => {
      sending = true
    }
    const onUnsent = () => {
      sending = false
    }
    form.addEventListener('input', onInput)
    // Text that was typed before this script ran is saved, too.
    if (hasChanged(form)) timer = setTimeout(() => void save(), pauseMs)
    form.addEventListener('submit', onSend)
    form.addEventListener('unsent', onUnsent)
    return () => {
      clearTimeout(timer)
      form.removeEventListener('input', onInput)
      form.removeEventListener('submit', onSend)
      form.removeEventListener('unsent', onUnsent)
    }
  }, [version])
  return (
    <p className="meta draft-said" role="status">
      {said}
    </p>
  )
}
