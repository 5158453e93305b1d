import { useEffect, useState } from 'react'
import { hasChanged } from '@/components/forms/has-changed'
import { isAway, whenBack } from '@/components/forms/when-back'
import { askForm, onInput, textOf } from './ask-form'

const draftPauseMs = 1_500

async function save(form: HTMLFormElement): Promise<Response | null> {
  const body = new URLSearchParams(['title', 'body', 'tags', 'topic', 'writer'].map((name) => [name, textOf(form, name)]))
  const headers = { Accept: 'application/json' }
  return fetch('/ask/draft', { method: 'POST', headers, body, keepalive: true }).catch(() => null)
}

function said(response: Response | null): string {
  return response?.ok
    ? `Draft saved at ${new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}.`
    : 'The draft could not be saved. The text is still here.'
}

/** Saves the ask form as a draft, if that is wanted. Returns in words what the last save did. */
export function useDraft(keepsDraft: boolean): string | null {
  const [saved, setSaved] = useState<string | null>(null)
  useEffect(() => {
    const form = askForm()
    if (!form || !keepsDraft) return
    let timer: ReturnType<typeof setTimeout> | undefined

    const back = whenBack(() => void saveNow(form))
    async function saveNow(form: HTMLFormElement) {
      clearTimeout(timer)
      timer = undefined
      back.stop()
      const response = await save(form)
      if (isAway(response)) back.wait()
      setSaved(said(response))
    }
    function saveLater(form: HTMLFormElement) {
      clearTimeout(timer)
      timer = setTimeout(() => void saveNow(form), draftPauseMs)
    }
    const stop = onInput(form, () => saveLater(form))
    // The last words before a tab is closed are saved, too. A form that is being sent needs no draft.
    let sending = false
    function onLeave() {
      if (!form || sending || (timer === undefined && !back.waits())) return
      void saveNow(form)
    }
    function onSend() {
      sending = true
      clearTimeout(timer)
      back.stop()
    }
    function onUnsent() {
      sending = false
    }
    window.addEventListener('pagehide', onLeave)
    form.addEventListener('submit', onSend)
    form.addEventListener('unsent', onUnsent)
    if (hasChanged(form)) saveLater(form)
    return () => {
      clearTimeout(timer)
      back.end()
      stop()
      window.removeEventListener('pagehide', onLeave)
      form.removeEventListener('submit', onSend)
      form.removeEventListener('unsent', onUnsent)
    }
  }, [keepsDraft])
  return saved
}
