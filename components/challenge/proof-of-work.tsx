'use client'

import { useEffect, useRef, useState } from 'react'

/**
 * A hidden field of a form with a proof of work, which begins with the first letter that is typed. A form that is sent before it is there
 * waits for it, and says so. Without scripts the field stays empty, and the server holds what it would publish.
 */
export function ProofOfWork() {
  const field = useRef<HTMLInputElement>(null)
  const [waits, setWaits] = useState(false)
  useEffect(() => (field.current?.form ? proveWork(field.current, field.current.form, setWaits) : undefined), [])
  return (
    <>
      <input type="hidden" name="proof" defaultValue="" ref={field} />
      <p className={waits ? 'meta mt-4' : 'vh'} role="status">
        {waits && 'Your browser proves that it is one. This takes some seconds.'}
      </p>
    </>
  )
}

/** Puts a proof into the field before the form is sent. Returns what ends this. */
function proveWork(field: HTMLInputElement, form: HTMLFormElement, say: (waits: boolean) => void): () => void {
  const listening = new AbortController()
  const { signal } = listening
  let solving: Promise<void> | null = null
  let isReady = false
  const start = () => {
    solving ??= import('./solve')
      .then(({ solve }) => solve())
      .catch(() => '')
      .then((proof) => {
        field.value = proof
        isReady = true
      })
    return solving
  }
  // Before anything else that sends the form.
  const onSubmit = (event: SubmitEvent) => {
    if (isReady) return
    event.preventDefault()
    event.stopImmediatePropagation()
    say(true)
    void start().then(() => {
      say(false)
      // Not while this event is still under way: the browser would ignore it.
      setTimeout(() => form.requestSubmit(event.submitter))
    })
  }
  // A form that was sent has used its proof: the next one needs another.
  const again = () => {
    solving = null
    isReady = false
  }
  form.addEventListener('input', () => void start(), { signal, once: true })
  form.addEventListener('submit', onSubmit, { signal, capture: true })
  form.addEventListener('unsent', again, { signal })
  window.addEventListener('pageshow', again, { signal })
  return () => listening.abort()
}
