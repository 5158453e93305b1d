import { inboxLabel, unreadWord } from '@/lib/shared'
import { askViewer } from './ask-viewer'

/** Fills the number of unread notices into the bell of a cached page. Loaded for people who are signed in only. */
export async function startBell(bell: HTMLAnchorElement, address: string): Promise<void> {
  const viewer = await askViewer(address)
  if (viewer) showUnread(bell, viewer.site.unread)
}

function showUnread(bell: HTMLAnchorElement, unread: number): void {
  const [label, count] = [bell.querySelector('.vh'), bell.querySelector('b')]
  if (!label || !count) return
  label.textContent = inboxLabel(unread)
  count.textContent = unreadWord(unread)
  count.hidden = unread === 0
}
