import { startBell } from './start-bell'
import { startCopyLinks } from './start-copy-links'
import { startMenu } from './start-menu'
import { startSaveSearch } from './start-save-search'
import { startWatchMenu } from './start-watch-menu'

/** Starts what pages have for people who are signed in. Visitors load nothing of it. */
export function startSignedIn(menu: HTMLDetailsElement): void {
  const { viewer = '' } = menu.dataset
  startMenu(menu)
  startCopyLinks()
  const bell = document.querySelector<HTMLAnchorElement>('.bell')
  const isForMany = menu.querySelector('[data-name]') !== null
  if (bell) void startBell(bell, isForMany ? viewer : null)
  const watch = document.querySelector('.watch')
  if (watch) void startWatchMenu(watch, viewer)
  const search = document.querySelector<HTMLFormElement>('.save-search form')
  if (search) startSaveSearch(search)
}
