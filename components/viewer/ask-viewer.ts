import type { ViewerActions } from '@/lib/shared'

/** One request for each address, for all parts of the page that need it. */
const asked = new Map<string, Promise<ViewerActions | null>>()

/** Returns what /viewer says, or null without a response: then the page keeps its links, which do the same. */
export function askViewer(address: string): Promise<ViewerActions | null> {
  const answer = asked.get(address) ?? askViewerAgain(address)
  asked.set(address, answer)
  return answer
}

/** The same, for what may have changed since the page came. */
export function askViewerAgain(address: string): Promise<ViewerActions | null> {
  return fetch(address)
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null)
}
