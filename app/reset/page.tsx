import type { Metadata } from 'next'
import { AccountForm } from '@/components/accounts/account-form'
import { Field } from '@/components/ui/field'
import { urls } from '@/lib/shared'
import { cameFrom, one, person, sentForm, sentValue } from '@/lib/web/http'

// The address contains the token, so pages that this one links to must not see the address.
export const metadata: Metadata = { title: 'Choose a password', robots: { index: false }, referrer: 'same-origin' }

export default async function ResetPage({ searchParams }: PageProps<'/reset'>) {
  person()
  const form = sentForm()
  return (
    <AccountForm title="Choose a password" action={urls.reset()} form={form} button="Set it">
      <input type="hidden" name="token" value={sentValue(form, 'token', one((await searchParams).token))} />
      <input type="hidden" name="next" value={cameFrom()} />
      <Field
        form={form}
        name="password"
        label="New password"
        hint="At least 10 characters. Wherever you are signed in, you will be asked for it."
        type="password"
        autoComplete="new-password"
        minLength={10}
        maxLength={128}
        required
      />
    </AccountForm>
  )
}
