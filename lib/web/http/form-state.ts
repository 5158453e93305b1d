import type { DomainErrorCode } from '../../platform/errors'

/** A form as it was sent, and what was wrong with it: enough to show it again without loss. */
export type FormState = {
  values: Record<string, string[]>
  message: string
  /** Why it was refused. */
  code?: DomainErrorCode
  /** The field the message is about. */
  field: string | null
  /** The address to which it was sent, if another page shows it. */
  action?: string
}

/** Returns the refused form if it was sent to this address. A page may hold several forms, and the others keep their values. */
export function formSentTo(form: FormState | undefined, action: string, page: string): FormState | undefined {
  return form && (form.action ?? page).split('?')[0] === action ? form : undefined
}

/** Returns the first value that was sent for a field, or its normal value if nothing was sent. */
export function sentValue(form: FormState | undefined, name: string, otherwise = ''): string {
  return form ? (form.values[name]?.[0] ?? '') : otherwise
}
