import { askViewer } from './ask-viewer'

/**
 * Fills the name and the link to the administration into the menu of a cached page, and has the menu close on Escape, on a click beside it
 * and when the focus leaves it. Loaded for people who are signed in only.
 */
export function startMenu(menu: HTMLDetailsElement): void {
  const name = menu.querySelector<HTMLElement>('[data-name]')
  if (name) void fillIn(menu, name)
  const closeUnlessWithin = ({ target }: Event) => {
    if (menu.open && !menu.contains(target as Node)) menu.open = false
  }
  document.addEventListener('pointerdown', closeUnlessWithin)
  document.addEventListener('focusin', closeUnlessWithin)
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return
    const within = menu.contains(document.activeElement)
    menu.open = false
    if (within) menu.querySelector('summary')?.focus()
  })
}

async function fillIn(menu: HTMLDetailsElement, name: HTMLElement): Promise<void> {
  const viewer = await askViewer(menu.dataset.viewer ?? '')
  if (!viewer) return
  name.textContent = viewer.site.displayName
  const admin = menu.querySelector<HTMLElement>('[data-admin]')
  if (admin) admin.hidden = !viewer.site.admin
}
