import type { Metadata } from 'next'
import { PresentPassword } from '@/components/accounts/present-password'
import { FormPage } from '@/components/forms/form-page'
import { requirePerson } from '@/components/shell/require-person'
import { Field, FormError, Say } from '@/components/ui/field'
import { mayChangeAddress, undoDays } from '@/lib/identity/accounts'
import { urls } from '@/lib/shared'
import { one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Your mail address', robots: { index: false } }

export default async function AddressPage({ searchParams }: PageProps<'/settings/address'>) {
  const me = requirePerson(urls.settingsAddress())
  const form = sentForm()
  const sent = one((await searchParams).sent) !== undefined && !form
  return (
    <FormPage title="Your mail address" narrow>
      <p className="meta">{me.user.email}</p>
      {sent && <Say>A mail is on its way to the new address, with a link to confirm it. Until then nothing changes.</Say>}
      <FormError form={form} />
      {mayChangeAddress() ? (
        <form method="post" action={urls.settingsAddress()}>
          <Field
            form={form}
            name="email"
            label="New mail address"
            hint={`We send a link there to confirm it. Your current address gets a mail and can undo the change for ${undoDays} days.`}
            type="email"
            autoComplete="email"
            maxLength={254}
            required
          />
          <PresentPassword form={form} />
          <div className="do">
            <button className="btn btn-do" type="submit">
              Send the link
            </button>
          </div>
        </form>
      ) : (
        <p>This site sends no mail, so it can’t ask at the new address. An administrator can change yours: tell one of them.</p>
      )}
    </FormPage>
  )
}
