'use client'

import { useEffect, useState } from 'react'
import { startKeys } from './keys'
import type { KeysDialog } from './keys-dialog'
import { localiseTimes } from './local-times'

/** Whether the address names a reply that this page does not show: links of before name the first page, or a page that was longer. */
const namesMissingReply = () => /^#r\d+$/.test(location.hash) && !document.getElementById(location.hash.slice(1))

/** Adds what few pages need, and loads it for those alone. Returns what ends it. */
function startExtras(): () => void {
  const followReply = () => {
    if (namesMissingReply()) void import('./follow-reply').then(({ followReply }) => followReply())
  }
  if (document.querySelector('.codebox')) void import('./copy-buttons').then(({ addCopyButtons }) => addCopyButtons())
  followReply()
  addEventListener('hashchange', followReply)
  document.addEventListener('submit', sendFeedback)
  return () => {
    removeEventListener('hashchange', followReply)
    document.removeEventListener('submit', sendFeedback)
  }
}

/** Says in place whether an answer helped. Nothing is loaded for it before; if it can't be, the form is sent as without scripts. */
function sendFeedback(event: SubmitEvent): void {
  const { target: form, submitter } = event
  if (!(form instanceof HTMLFormElement) || !form.closest('.helpful')) return
  event.preventDefault()
  void import('./send-feedback').then(
    ({ sendFeedback }) => sendFeedback(form, submitter),
    () => {
      document.removeEventListener('submit', sendFeedback)
      form.requestSubmit(submitter)
    },
  )
}

/** What scripts add to a page that works without them: times in the reader's zone, keys, Copy for code, the way to a reply on another page. */
export function Enhancements() {
  const [started, setStarted] = useState(false)
  const [Dialog, setDialog] = useState<typeof KeysDialog | null>(null)
  const showKeys = () => void import('./keys-dialog').then((loaded) => setDialog(() => loaded.KeysDialog))

  // biome-ignore lint/correctness/useExhaustiveDependencies: what it starts lasts as long as the page.
  useEffect(() => {
    setStarted(true)
    localiseTimes()
    // Visitors have no account, and load nothing of its menu.
    const menu = document.querySelector<HTMLDetailsElement>('.menu[data-viewer]')
    if (menu) void import('@/components/viewer/start-signed-in').then(({ startSignedIn }) => startSignedIn(menu))
    const ends = [startExtras(), startKeys(showKeys)]
    return () => {
      for (const end of ends) end()
    }
  }, [])

  if (!started) return null
  return (
    <li>
      <button type="button" onClick={showKeys}>
        Keys
      </button>
      {Dialog && <Dialog onClose={() => setDialog(null)} />}
    </li>
  )
}
