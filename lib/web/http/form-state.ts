/** A form as it was sent, and what was wrong with it: enough to show it again with nothing lost. */
export type FormState = {
  values: Record<string, string[]>
  message: string
  /** The field the message is about. */
  field: string | null
  /** Where it was sent to, if another page shows it. */
  action?: string
}

/** The form that came back, if it was sent to this address: several are on a page, and the others keep what is in them. */
export function formSentTo(form: FormState | undefined, action: string, page: string): FormState | undefined {
  return form && (form.action ?? page).split('?')[0] === action ? form : undefined
}

/** The first value that was sent for a field, or what is in it otherwise. */
export function sentValue(form: FormState | undefined, name: string, otherwise = ''): string {
  return form ? (form.values[name]?.[0] ?? '') : otherwise
}
