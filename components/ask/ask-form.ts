/** Returns the form of the ask page, if it is shown. */
export const askForm = () => document.querySelector<HTMLFormElement>('#ask-form')

/** Returns a field of the form by its name. */
export const fieldOf = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement | null

/** Returns the text of a field; empty if there is no such field. */
export const textOf = (form: HTMLFormElement, name: string) => fieldOf(form, name)?.value ?? ''

/** Calls `hear` with the name of each field when its text changes. Returns a function that stops this. */
export function onInput(form: HTMLFormElement, hear: (name: string) => void): () => void {
  const listen = (event: Event) => {
    const { name, form: owner } = event.target as HTMLInputElement
    if (owner === form) hear(name)
  }
  // The title is outside of its form in the page, so its events don't pass through the form.
  document.addEventListener('input', listen)
  return () => document.removeEventListener('input', listen)
}
