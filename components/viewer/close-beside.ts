/** Has a menu close on Escape, on a click beside it and when the focus leaves it. */
export function closeBeside(menu: HTMLDetailsElement): void {
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
