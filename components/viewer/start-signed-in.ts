import { startCopyLinks } from './start-copy-links'
import { startMenu } from './start-menu'

/** Starts what pages have for people who are signed in. Visitors load nothing of it. */
export function startSignedIn(menu: HTMLDetailsElement): void {
  startMenu(menu)
  startCopyLinks()
  const place = document.querySelector<HTMLElement>('[data-reply]')
  // Without it the links lead to the page for replies.
  if (place) void import('@/components/reply/start-reply').then(({ startReply }) => startReply(place)).catch(() => undefined)
}
