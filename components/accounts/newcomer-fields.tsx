import { Field } from '@/components/ui/field'
import type { FormState } from '@/lib/web/http'

/** Name, address and password of a new account. */
export function NewcomerFields({ form, email }: { form: FormState | undefined; email?: string | null }) {
  return (
    <>
      <Field
        form={form}
        name="name"
        label="Name"
        hint="Shown with your posts and in the address of your page."
        autoComplete="name"
        maxLength={60}
        required
      />
      <Field form={form} name="email" label="Mail address" value={email ?? ''} type="email" autoComplete="email" maxLength={254} required />
      <Field
        form={form}
        name="password"
        label="Password"
        hint="At least 10 characters. A sentence is good."
        type="password"
        autoComplete="new-password"
        minLength={10}
        maxLength={128}
        required
      />
    </>
  )
}
