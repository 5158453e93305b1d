'use client'

import { useEffect, useRef } from 'react'

/** Sends its form as soon as a choice changes. */
export function SubmitOnChange() {
  const here = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const form = here.current?.closest('form')
    const submit = () => form?.requestSubmit()
    form?.addEventListener('change', submit)
    return () => form?.removeEventListener('change', submit)
  }, [])
  return <span ref={here} hidden />
}
