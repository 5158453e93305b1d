/** Whether a form has changed since its page came: someone may type before a script runs. */
export function hasChanged(form: HTMLFormElement): boolean {
  return [...form.elements].some(
    (field) =>
      (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && /^(text|date|email)$/.test(field.type))) &&
      field.value !== field.defaultValue,
  )
}
