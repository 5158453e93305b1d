import { useEffect, useState } from 'react'

const pauseMs = 120
const timeoutMs = 4_000

/** Returns names of tags that begin with what someone types: what was found last while the next is asked for, nothing for no text. */
export function useTagNames(typed: string): string[] {
  const [names, setNames] = useState<string[]>([])
  const text = typed.trim()
  useEffect(() => {
    if (!text) {
      setNames([])
      return
    }
    const leaving = new AbortController()
    const pause = setTimeout(async () => {
      const signal = AbortSignal.any([leaving.signal, AbortSignal.timeout(timeoutMs)])
      try {
        const response = await fetch(`/tag-names?q=${encodeURIComponent(text)}`, { signal })
        const { tags }: { tags: { name: string }[] } = response.ok ? await response.json() : { tags: [] }
        if (!leaving.signal.aborted) setNames(tags.map(({ name }) => name))
      } catch {
        // Without names one types on: the server knows the tags anyway.
        if (!leaving.signal.aborted) setNames([])
      }
    }, pauseMs)
    return () => {
      clearTimeout(pause)
      leaving.abort()
    }
  }, [text])
  return names
}
