/** The keys of the field: Ctrl+Enter sends the form, others press a button of the toolbar. Returns a function that ends this. */
export function listenToKeys(box: HTMLElement, area: HTMLTextAreaElement): () => void {
  function onKeyDown(event: KeyboardEvent) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return
    const act = event.key === 'Enter' ? sender(area) : presser(event.key)
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  function presser(key: string) {
    const button = /^[a-z]$/.test(key) && box.querySelector<HTMLElement>(`[data-key="${key}"]`)
    return button ? () => button.click() : null
  }
  // In front of the editor's own keys.
  box.addEventListener('keydown', onKeyDown, true)
  return () => box.removeEventListener('keydown', onKeyDown, true)
}

/** What Enter would do in a field of one line: the form's first button counts as pressed. */
function sender({ form }: HTMLTextAreaElement) {
  const button = form && [...form.elements].find(isSubmit)
  return form ? () => form.requestSubmit(button) : null
}

const isSubmit = (field: Element): field is HTMLButtonElement => field instanceof HTMLButtonElement && field.type === 'submit'
