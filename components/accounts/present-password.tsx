import { Field } from '@/components/ui/field'
import type { FormState } from '@/lib/web/http'

/** What someone can do who has forgotten the password. */
export const forgottenHint = 'Forgot it? Sign out, and ask for a new one where you sign in.'

/** Asks the person for their password again, before something that a borrowed session must not do. */
export function PresentPassword({ form, hint }: { form: FormState | undefined; hint?: string }) {
  return (
    <Field
      form={form}
      name="present"
      label="Your password"
      hint={hint}
      type="password"
      autoComplete="current-password"
      maxLength={128}
      required
    />
  )
}
