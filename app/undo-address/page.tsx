import type { Metadata } from 'next'
import { AccountForm } from '@/components/accounts/account-form'
import { FormPage } from '@/components/forms/form-page'
import { readUndoableChange } from '@/lib/identity/accounts'
import { urls } from '@/lib/shared'
import { one, person, sentForm, sentValue } from '@/lib/web/http'

// The address contains the token, so pages that this one links to must not see the address.
export const metadata: Metadata = { title: 'Take your address back', robots: { index: false }, referrer: 'same-origin' }

export default async function UndoAddressPage({ searchParams }: PageProps<'/undo-address'>) {
  person()
  const form = sentForm()
  const query = await searchParams
  const token = sentValue(form, 'token', one(query.token))
  if (one(query.done) && !form)
    return (
      <Told title="Your account uses the old address again">
        It is signed out everywhere, its passkeys are removed, and its password no longer works. You will get a mail with a link to choose a
        new password.
      </Told>
    )
  const change = await readUndoableChange(token)
  if (!change)
    return (
      <Told title="This link was used or is too old">
        If someone else has your account,{' '}
        <a className="link" href={urls.forgot({ next: urls.settings() })}>
          ask for a new password
        </a>{' '}
        at your address, or write to those who run this site.
      </Told>
    )
  return (
    <AccountForm title="Take your address back" action={urls.undoAddress()} form={form} button="Use the old address again">
      <input type="hidden" name="token" value={token} />
      <p className="mt-4">
        Your account will use <b>{change.oldEmail}</b> again. It will be signed out everywhere, and all its passkeys will be removed. You
        will get a mail with a link to choose a new password; add your passkeys again afterwards. The address that the account uses now will
        get a mail about this.
      </p>
    </AccountForm>
  )
}

function Told({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <FormPage title={title} narrow>
      <p className="mt-4">{children}</p>
    </FormPage>
  )
}
