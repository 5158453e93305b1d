import { askViewer } from './ask-viewer'
import { closeBeside } from './close-beside'

/**
 * Fills the name and the link to the administration into the menu of a cached page, and has the menu close. Loaded for people who are signed in only.
 */
export function startMenu(menu: HTMLDetailsElement): void {
  const name = menu.querySelector<HTMLElement>('[data-name]')
  if (name) void fillIn(menu, name)
  closeBeside(menu)
}

async function fillIn(menu: HTMLDetailsElement, name: HTMLElement): Promise<void> {
  const viewer = await askViewer(menu.dataset.viewer ?? '')
  if (!viewer) return
  name.textContent = viewer.site.displayName
  const admin = menu.querySelector<HTMLElement>('[data-admin]')
  if (admin) admin.hidden = !viewer.site.admin
}
