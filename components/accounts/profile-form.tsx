import { Field } from '@/components/ui/field'
import { urls } from '@/lib/shared'
import type { FormState } from '@/lib/web/http'

type Props = { form: FormState | undefined; profile: { displayName: string; about: string } }

/** What others see of a person. */
export function ProfileForm({ form, profile }: Props) {
  return (
    <form method="post" action={urls.settings()}>
      <Field form={form} name="displayName" label="Name" value={profile.displayName} maxLength={60} autoComplete="name" required />
      <Field form={form} name="about" label="About you" value={profile.about} rows={4} maxLength={2_000} />
      <div className="do">
        <button className="btn btn-do" type="submit">
          Save
        </button>
      </div>
    </form>
  )
}
