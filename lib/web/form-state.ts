/** A form as it was sent, and what was wrong with it: enough to show it again with nothing lost. */
export type FormState = {
  values: Record<string, string[]>
  message: string
  /** The field the message is about. */
  field: string | null
  /** Where it was sent to, if another page shows it. */
  action?: string
}

/** The first value that was sent for a field, or what stands in it otherwise. */
export function sentValue(form: FormState | undefined, name: string, otherwise = ''): string {
  return form ? (form.values[name]?.[0] ?? '') : otherwise
}
