import { Field, FormError } from '@/components/ui/field'
import type { FormState } from '@/lib/web/http'

/** Changes a password. Asks for the current one. */
export function PasswordForm({ form }: { form: FormState | undefined }) {
  return (
    <section aria-labelledby="h-password">
      <div className="sec-head">
        <h2 id="h-password">Password</h2>
      </div>
      <FormError form={form} />
      <form method="post" action="/settings/password">
        <Field form={form} name="present" label="Current password" type="password" autoComplete="current-password" required />
        <Field
          form={form}
          name="password"
          label="New password"
          hint="At least 10 characters. Your other sessions end."
          type="password"
          autoComplete="new-password"
          minLength={10}
          maxLength={128}
          required
        />
        <div className="do">
          <button className="btn" type="submit">
            Change it
          </button>
        </div>
      </form>
    </section>
  )
}
