'use client'

import { useEffect } from 'react'

/** Tells the server which result of a search was opened, without delaying it. */
export function NoteClicks({ logId }: { logId: string }) {
  useEffect(() => {
    function onClick(event: MouseEvent) {
      const link = (event.target as HTMLElement).closest('a')
      const hit = link?.closest<HTMLElement>('[data-hit]')?.dataset.hit
      if (!hit) return
      navigator.sendBeacon('/search/clicks', new Blob([JSON.stringify({ search: logId, hit })], { type: 'application/json' }))
    }
    document.addEventListener('click', onClick)
    return () => document.removeEventListener('click', onClick)
  }, [logId])
  return null
}
