import type { Metadata } from 'next'
import { AccountForm } from '@/components/accounts/account-form'
import { NewcomerFields } from '@/components/accounts/newcomer-fields'
import { FormPage } from '@/components/forms/form-page'
import { readOneTimeLink } from '@/lib/identity/accounts'
import { env } from '@/lib/platform/env'
import { urls } from '@/lib/shared'
import { one, person, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Make an account', robots: { index: false } }

export default async function SignUpPage({ searchParams }: PageProps<'/sign-up'>) {
  person()
  const form = sentForm()
  const token = sentValue(form, 'invitation', one((await searchParams).invitation))
  const invitation = token ? await readOneTimeLink('invitation', token) : null
  const { signUp } = env()
  if (signUp === 'closed' || (signUp === 'invitation' && !invitation)) {
    return (
      <FormPage title={signUp === 'closed' ? 'No new accounts' : token ? 'This invitation has ended' : 'By invitation'} narrow>
        <p className="mt-4">
          {signUp === 'closed'
            ? 'This site takes no new accounts.'
            : token
              ? 'It was used, or it is older than two weeks. Ask for another one.'
              : 'An account here needs an invitation. Everything public can be read without one.'}
        </p>
      </FormPage>
    )
  }
  return (
    <AccountForm
      title="Make an account"
      action={urls.signUp()}
      form={form}
      button="Make the account"
      aside={
        <a className="link" href={urls.signIn()}>
          I have an account
        </a>
      }
    >
      {invitation && <input type="hidden" name="invitation" value={token} />}
      {token && !invitation && <p className="quiet">This invitation was used or is too old. An account can be made without one.</p>}
      <NewcomerFields form={form} email={invitation?.email} />
    </AccountForm>
  )
}
