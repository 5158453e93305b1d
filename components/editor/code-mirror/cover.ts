/** Hides the textarea behind its editor, to which its label leads from now on. Returns a function that undoes it. */
export function cover(area: HTMLTextAreaElement, host: HTMLElement, focus: () => void): () => void {
  const label = area.labels[0]
  area.before(host)
  area.classList.add('md-behind')
  area.tabIndex = -1
  area.setAttribute('aria-hidden', 'true')
  // Keys of the page are not for what is typed here: outside of a shadow root nobody sees that it is a field.
  host.addEventListener('keydown', (event) => event.stopPropagation())
  area.addEventListener('focus', focus)
  label?.removeAttribute('for')
  label?.addEventListener('click', focus)
  return () => {
    host.remove()
    area.classList.remove('md-behind')
    area.removeAttribute('tabindex')
    area.removeAttribute('aria-hidden')
    area.removeEventListener('focus', focus)
    label?.setAttribute('for', area.id)
    label?.removeEventListener('click', focus)
  }
}
