import { createRoot } from 'react-dom/client'
import type { ThreadHere } from './reply-here-props'
import { ReplyPlace } from './reply-place'

/**
 * Starts replies in place, in an empty element of the thread's page. It is a root of its own: a component of the page would be among the
 * scripts that visitors load with it.
 */
export function startReply(place: HTMLElement): void {
  const thread: ThreadHere = JSON.parse(place.dataset.reply ?? '')
  createRoot(place).render(<ReplyPlace thread={thread} />)
}
