const storageName = 'cairn-keys'
/** What `j` and `k` step through: rows of a list, results, posts of a thread, what waits on the desk. */
const stops = '.list tbody tr, .hit, .post, .desk-rows > li, .review'

/** Whether the keys are on. A private window may refuse storage: then they are on. */
export function readKeysOn(): boolean {
  try {
    return localStorage.getItem(storageName) !== 'off'
  } catch {
    return true
  }
}

/** Remembers the choice in this browser. */
export function writeKeysOn(on: boolean): void {
  try {
    if (on) localStorage.removeItem(storageName)
    else localStorage.setItem(storageName, 'off')
  } catch {
    // Without storage the choice lasts until the page is left.
  }
}

/** Listens for the keys until the returned function is called. Keys typed into a field are ignored. */
export function startKeys(showHelp: () => void): () => void {
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if ((event.target as HTMLElement).closest('input, textarea, select, [contenteditable], dialog')) return
    if (!readKeysOn()) return
    const action = { '/': focusSearch, '?': showHelp, j: () => step(1), k: () => step(-1), n: () => turn('next'), p: () => turn('prev') }[
      event.key
    ]
    if (!action) return
    event.preventDefault()
    action()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function focusSearch(): void {
  const input = document.querySelector<HTMLInputElement>('input[name=q]')
  input?.focus()
  input?.select()
}

/** Follows the link to the next or previous page of a list or thread. */
function turn(to: 'next' | 'prev'): void {
  document.querySelector<HTMLAnchorElement>(`main a[rel=${to}]`)?.click()
}

function step(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(stops)]
  const here = all.findIndex((stop) => stop.contains(document.activeElement))
  const next = all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + by))]
  const link = next?.querySelector<HTMLElement>('.row-t, h3 a, .no a, .review > h2 a')
  link?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}
