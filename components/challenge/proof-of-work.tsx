'use client'

import { useEffect, useRef } from 'react'

/**
 * A hidden field of a form with a proof of work, which begins with the first letter that is typed. A form that is sent before it is there
 * waits for it. Without scripts the field stays empty, and the server holds what it would publish.
 */
export function ProofOfWork() {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const form = field.current?.form
    if (!form) return
    const listening = new AbortController()
    const { signal } = listening
    let solving: Promise<void> | null = null
    const start = () => {
      solving ??= import('./solve')
        .then(({ solve }) => solve())
        .then(
          (proof) => {
            if (field.current) field.current.value = proof
          },
          () => undefined,
        )
      return solving
    }
    let isReady = false
    const onSubmit = (event: SubmitEvent) => {
      if (isReady) return
      event.preventDefault()
      event.stopImmediatePropagation()
      void start().then(() => {
        isReady = true
        form.requestSubmit(event.submitter)
      })
    }
    form.addEventListener('input', () => void start(), { signal, once: true })
    form.addEventListener('submit', onSubmit, { signal, capture: true })
    // A refused form, or one that somebody comes back to, has used its proof: the next one is another.
    const again = () => {
      solving = null
      isReady = false
    }
    form.addEventListener('unsent', again, { signal })
    window.addEventListener('pageshow', again, { signal })
    return () => listening.abort()
  }, [])
  return <input type="hidden" name="proof" defaultValue="" ref={field} />
}
