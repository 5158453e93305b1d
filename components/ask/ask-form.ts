/** The form of the ask page, where it is shown. */
export const askForm = () => document.querySelector<HTMLFormElement>('#ask-form')

/** A field of it by its name. */
export const fieldOf = (form: HTMLFormElement, name: string) => form.elements.namedItem(name) as HTMLInputElement | null

/** What is written in a field, empty where there is no such field. */
export const textOf = (form: HTMLFormElement, name: string) => fieldOf(form, name)?.value ?? ''

/** Calls `hear` with the name of each field that is written in. Returns how to stop. */
export function onInput(form: HTMLFormElement, hear: (name: string) => void): () => void {
  const listen = (event: Event) => {
    const { name, form: owner } = event.target as HTMLInputElement
    if (owner === form) hear(name)
  }
  // The title stands outside of its form in the page: its events don't pass through it.
  document.addEventListener('input', listen)
  return () => document.removeEventListener('input', listen)
}
