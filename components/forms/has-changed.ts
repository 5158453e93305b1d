/** Whether something is in a form that was not there when its page came: typed before any script could notice. */
export function hasChanged(form: HTMLFormElement): boolean {
  return [...form.elements].some(
    (field) =>
      (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && /^(text|date|email)$/.test(field.type))) &&
      field.value !== field.defaultValue,
  )
}
