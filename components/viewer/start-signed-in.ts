import { startCopyLinks } from './start-copy-links'
import { startMenu } from './start-menu'

/** Starts what pages have for people who are signed in. Visitors load nothing of it. */
export function startSignedIn(menu: HTMLDetailsElement): void {
  startMenu(menu)
  startCopyLinks()
}
