import type { Metadata } from 'next'
import { AccountForm } from '@/components/accounts/account-form'
import { FormPage } from '@/components/forms/form-page'
import { FormError } from '@/components/ui/field'
import { readVerification } from '@/lib/identity/accounts'
import { urls } from '@/lib/shared'
import { cameFrom, one, person, sentForm, sentValue } from '@/lib/web/http'

// The address contains the token, so pages that this one links to must not see the address.
export const metadata: Metadata = { title: 'Confirm your address', robots: { index: false }, referrer: 'same-origin' }

/** Where the link of a mail leads. Opening it changes nothing, because mail scanners open links: the button does. */
export default async function VerifyPage({ searchParams }: PageProps<'/verify'>) {
  person()
  const form = sentForm()
  const token = sentValue(form, 'token', one((await searchParams).token))
  const next = cameFrom()
  const found = await readVerification(token)
  if (!found || found.isConfirmed)
    return (
      <FormPage title={found ? 'This address is confirmed' : 'This link is too old'} narrow>
        {form?.code === 'forbidden' && <FormError form={form} />}
        <p className="mt-4">
          {found
            ? 'You can sign in with it and your password.'
            : 'Sign in with your address and password. If the address still has to be confirmed, we send you a new mail.'}
        </p>
        <div className="do">
          <a className="btn btn-do" href={urls.signIn({ next })}>
            Sign in
          </a>
        </div>
      </FormPage>
    )
  return (
    <AccountForm title="Confirm your address" action={urls.verify()} form={form} button="Confirm and sign in">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="next" value={next} />
      <p className="mt-4">
        This confirms <b>{found.email}</b> and signs you in as <b dir="auto">{found.name}</b>.
      </p>
      <p className="quiet">If you did not make this account, close this page. Nothing happens then.</p>
    </AccountForm>
  )
}
