/**
 * Has the links to posts copy their address, and say so until the reader turns to something else. Without it, and where the browser allows
 * no copying, they lead to that address. Links that the page shows later are among them.
 */
export function startCopyLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a.copy-link')
    if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    navigator.clipboard.writeText(link.href).then(
      () => sayCopied(link),
      () => window.location.assign(link.href),
    )
  })
}

function sayCopied(link: HTMLAnchorElement): void {
  const words = link.firstElementChild
  if (!words || words.textContent === 'Copied') return
  const before = words.textContent
  words.textContent = 'Copied'
  const forget = () => {
    words.textContent = before
  }
  for (const turned of ['pointerleave', 'blur']) link.addEventListener(turned, forget, { once: true })
}
