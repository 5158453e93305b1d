'use client'

import { useEffect } from 'react'

const everyMs = 2_000

/** Brings what the page says of a running import up to date, and loads the page again when that has another state. Draws nothing. */
export function WatchImport({ state }: { state: string }) {
  useEffect(() => {
    const timer = setInterval(() => void look(), everyMs)
    return () => clearInterval(timer)
  }, [])
  return <span hidden id="import-state" data-state={state} />
}

async function look(): Promise<void> {
  // A failed look is followed by the next one.
  const response = await fetch(location.pathname, { headers: { accept: 'text/html' } }).catch(() => null)
  if (!response?.ok) return
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const stateOf = (of: Document) => of.getElementById('import-state')?.dataset.state
  if (stateOf(page) !== stateOf(document)) return location.replace(location.pathname)
  const now = page.getElementById('import-progress')
  const shown = document.getElementById('import-progress')
  const [bar, label] = [shown?.querySelector('progress'), shown?.querySelector('label')]
  if (!now || !bar || !label) return
  label.textContent = now.querySelector('label')?.textContent ?? ''
  bar.value = now.querySelector('progress')?.value ?? 0
}
