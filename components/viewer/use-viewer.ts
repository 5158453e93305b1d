import { useEffect, useState } from 'react'
import type { ViewerActions } from '@/lib/shared'
import { askViewer } from './ask-viewer'

/** Returns what the viewer may do here, or null until it is known. Without an address nothing is asked. */
export function useViewer(address: string | null): ViewerActions | null {
  const [viewer, setViewer] = useState<ViewerActions | null>(null)
  useEffect(() => {
    if (!address) return
    let left = false
    void askViewer(address).then((actions) => {
      if (!left) setViewer(actions)
    })
    return () => {
      left = true
    }
  }, [address])
  return viewer
}
