import type { Metadata } from 'next'
import { AccountForm } from '@/components/accounts/account-form'
import { PasskeySignIn } from '@/components/accounts/passkey-sign-in'
import { Field } from '@/components/ui/field'
import { urls } from '@/lib/shared'
import { one, person, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  person()
  const query = await searchParams
  const form = sentForm()
  const notice = one(query.made)
    ? 'Your account is ready, unless this address had one already. If we asked you to confirm the address, do that first.'
    : one(query.changed)
      ? 'Your password is changed.'
      : one(query.verified)
        ? 'Your address is confirmed.'
        : null
  return (
    <AccountForm
      title="Sign in"
      action={urls.signIn()}
      form={form}
      notice={form ? null : notice}
      button="Sign in"
      aside={
        <>
          <a className="link" href={urls.forgot()}>
            Forgot the password
          </a>
          <a className="link" href={urls.signUp()}>
            Make an account
          </a>
        </>
      }
      after={<PasskeySignIn />}
    >
      <input type="hidden" name="next" value={sentValue(form, 'next', one(query.next))} />
      <Field form={form} name="email" label="Mail address" type="email" autoComplete="username webauthn" maxLength={254} required />
      <Field form={form} name="password" label="Password" type="password" autoComplete="current-password" maxLength={128} required />
    </AccountForm>
  )
}
