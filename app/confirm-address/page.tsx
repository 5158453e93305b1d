import type { Metadata } from 'next'
import { AccountForm } from '@/components/accounts/account-form'
import { FormPage } from '@/components/forms/form-page'
import { requirePerson } from '@/components/shell/require-person'
import { readAddressChange, undoDays } from '@/lib/identity/accounts'
import { urls } from '@/lib/shared'
import { one, sentForm, sentValue } from '@/lib/web/http'

// The address contains the token, so pages that this one links to must not see the address.
export const metadata: Metadata = { title: 'Confirm your new address', robots: { index: false }, referrer: 'same-origin' }

export default async function ConfirmAddressPage({ searchParams }: PageProps<'/confirm-address'>) {
  const form = sentForm()
  const token = sentValue(form, 'token', one((await searchParams).token))
  const me = requirePerson(urls.confirmAddress({ token }))
  const change = await readAddressChange(me.user.id, token)
  if (!change)
    return (
      <FormPage title="This link was used or is too old" narrow>
        <p className="mt-4">
          Or it belongs to another account than the one you are signed in with, {me.person.displayName}.{' '}
          <a className="link" href={urls.settingsAddress()}>
            Ask for another link
          </a>
        </p>
      </FormPage>
    )
  return (
    <AccountForm title="Confirm your new address" action={urls.confirmAddress()} form={form} button="Use this address">
      <input type="hidden" name="token" value={token} />
      <p className="mt-4">
        From now on you sign in with <b>{change.newEmail}</b>, and mails go there. {change.oldEmail} gets a mail and can undo the change for{' '}
        {undoDays} days.
      </p>
    </AccountForm>
  )
}
