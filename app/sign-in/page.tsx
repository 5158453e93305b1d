import type { Metadata } from 'next'
import { AccountForm } from '@/components/accounts/account-form'
import { PasskeySignIn } from '@/components/accounts/passkey-sign-in'
import { Field } from '@/components/ui/field'
import { urls } from '@/lib/shared'
import { cameFrom, one, person, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  person()
  const query = await searchParams
  const form = sentForm()
  const next = cameFrom()
  const notice = one(query.changed)
    ? 'Your password is changed. Sign in with the new one.'
    : one(query.verified)
      ? 'Your address is confirmed. Sign in with your password.'
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
          <a className="link" href={urls.forgot({ next })}>
            Forgot the password
          </a>
          <a className="link" href={urls.signUp({ next })}>
            Make an account
          </a>
        </>
      }
      after={<PasskeySignIn />}
    >
      <input type="hidden" name="next" value={next} />
      <Field form={form} name="email" label="Mail address" type="email" autoComplete="username webauthn" maxLength={254} required />
      <Field form={form} name="password" label="Password" type="password" autoComplete="current-password" maxLength={128} required />
    </AccountForm>
  )
}
