import { stateNames } from '@/components/notices/watch-words'
import type { WatchState } from '@/lib/shared'
import { askViewer } from './ask-viewer'
import { closeBeside } from './close-beside'
import { sendCommand } from './send-command'

/** Shows in the menu of a cached page how its reader follows what it shows, and lets them change that in place. */
export async function startWatchMenu(root: Element, address: string): Promise<void> {
  const viewer = await askViewer(address)
  // Where nothing is known, the forms lead to a page that is made for them.
  const menu = root.querySelector('details')
  if (!viewer || !menu) return
  showState(root, viewer.watch)
  closeBeside(menu)
  menu.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault()
    const { submitter } = event
    if (submitter instanceof HTMLButtonElement) void choose(root, menu, submitter.value as WatchState)
  })
}

async function choose(root: Element, menu: HTMLDetailsElement, state: WatchState): Promise<void> {
  const refused = await sendCommand(menu.querySelector('form')?.action ?? '', state)
  const status = root.querySelector('[role=status]')
  status?.classList.toggle('vh', refused === null)
  status?.classList.toggle('err', refused !== null)
  if (refused === null) {
    showState(root, state)
    menu.open = false
    menu.querySelector('summary')?.focus()
  }
  if (status) status.textContent = refused ?? said[state]
}

const said: Record<WatchState, string> = {
  watching: 'You are watching this.',
  stopped: 'You have stopped watching this.',
  muted: 'You have muted this.',
}

function showState(root: Element, watch: WatchState | null): void {
  const state = watch ?? 'stopped'
  const name = root.querySelector('summary > span')
  if (name) name.textContent = stateNames[state]
  for (const button of root.querySelectorAll<HTMLButtonElement>('[data-in]')) button.hidden = !button.dataset.in?.split(' ').includes(state)
}
