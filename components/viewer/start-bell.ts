import { inboxLabel, unreadWord, urls } from '@/lib/shared'
import { askViewer, askViewerAgain } from './ask-viewer'
import { startLive } from './start-live'

/**
 * Fills the number of unread notices into the bell of a cached page, `address` of /viewer tells it, and keeps it true while the page is
 * open. A page that was made for one person has the number (null). Loaded for people who are signed in only.
 */
export async function startBell(bell: HTMLAnchorElement, address: string | null): Promise<void> {
  const show = (unread: number) => showUnread(bell, unread)
  const tell = startLive(show, async () => (await askViewerAgain(urls.viewer(null)))?.site.unread ?? null)
  const viewer = address === null ? null : await askViewer(address)
  if (viewer) tell(viewer.site.unread)
}

function showUnread(bell: HTMLAnchorElement, unread: number): void {
  const [label, count] = [bell.querySelector('.vh'), bell.querySelector('b')]
  if (!label || !count) return
  label.textContent = inboxLabel(unread)
  count.textContent = unreadWord(unread)
  count.hidden = unread === 0
}
