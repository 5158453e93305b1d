import type { Metadata } from 'next'
import { AccountForm } from '@/components/accounts/account-form'
import { PasskeySignIn } from '@/components/accounts/passkey-sign-in'
import { SuspendedNotice } from '@/components/accounts/suspended-notice'
import { WhomToAsk } from '@/components/accounts/whom-to-ask'
import { Field } from '@/components/ui/field'
import { urls } from '@/lib/shared'
import { cameFrom, one, person, sentForm, suspension } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  person()
  const query = await searchParams
  const form = sentForm()
  const next = cameFrom()
  const suspended = suspension()
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
      before={suspended && !form ? <SuspendedNotice suspension={suspended} /> : form?.code === 'forbidden' ? <WhomToAsk /> : null}
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
