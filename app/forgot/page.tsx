import type { Metadata } from 'next'
import { AccountForm } from '@/components/accounts/account-form'
import { Field } from '@/components/ui/field'
import { urls } from '@/lib/shared'
import { cameFrom, one, person, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'A new password', robots: { index: false } }

export default async function ForgotPage({ searchParams }: PageProps<'/forgot'>) {
  person()
  const form = sentForm()
  const next = cameFrom()
  const sent = one((await searchParams).sent)
  return (
    <AccountForm
      title="A new password"
      action={urls.forgot()}
      form={form}
      notice={sent && !form ? 'If this address has an account, a mail is on its way. Its link works for an hour.' : null}
      button="Send me a link"
      aside={
        <a className="link" href={urls.signIn({ next })}>
          Back to sign in
        </a>
      }
    >
      <input type="hidden" name="next" value={next} />
      <Field form={form} name="email" label="Mail address" type="email" autoComplete="email" maxLength={254} required />
    </AccountForm>
  )
}
