const saidMs = 1_500

/** Gives every labelled block of code a button that copies it. */
export function addCopyButtons(): void {
  if (!navigator.clipboard) return
  for (const label of document.querySelectorAll('.codebox .lang')) {
    if (label.querySelector('button')) continue
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'copy'
    button.textContent = 'Copy'
    button.addEventListener('click', async () => {
      const code = label.parentElement?.querySelector('pre')?.textContent ?? ''
      const done = await navigator.clipboard.writeText(code).then(
        () => true,
        () => false,
      )
      button.textContent = done ? 'Copied' : 'Not copied'
      setTimeout(() => {
        button.textContent = 'Copy'
      }, saidMs)
    })
    label.append(button)
  }
}
