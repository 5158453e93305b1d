import { useEffect, useState } from 'react'
import type { ViewerActions } from '@/lib/shared'

/** One request for each address, for all parts of the page that need it. */
const asked = new Map<string, Promise<ViewerActions | null>>()

function ask(address: string): Promise<ViewerActions | null> {
  const answer =
    asked.get(address) ??
    fetch(address)
      .then((response) => (response.ok ? response.json() : null))
      // Without a response the page keeps its links, which do the same.
      .catch(() => null)
  asked.set(address, answer)
  return answer
}

/** Returns what the viewer may do here, or null until it is known. Without an address nothing is asked. */
export function useViewer(address: string | null): ViewerActions | null {
  const [viewer, setViewer] = useState<ViewerActions | null>(null)
  useEffect(() => {
    if (!address) return
    let left = false
    void ask(address).then((actions) => {
      if (!left) setViewer(actions)
    })
    return () => {
      left = true
    }
  }, [address])
  return viewer
}
