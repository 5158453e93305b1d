import { startBell } from './start-bell'
import { startCopyLinks } from './start-copy-links'
import { startMenu } from './start-menu'
import { startWatchMenu } from './start-watch-menu'

/** Starts what pages have for people who are signed in. Visitors load nothing of it. */
export function startSignedIn(menu: HTMLDetailsElement): void {
  const { viewer = '' } = menu.dataset
  startMenu(menu)
  startCopyLinks()
  const bell = document.querySelector<HTMLAnchorElement>('.bell')
  // A page that is made for one person has the number.
  if (bell && menu.querySelector('[data-name]')) void startBell(bell, viewer)
  const watch = document.querySelector('.watch')
  if (watch) void startWatchMenu(watch, viewer)
}
