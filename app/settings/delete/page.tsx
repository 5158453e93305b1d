import type { Metadata } from 'next'
import { EraseFacts } from '@/components/accounts/erase-facts'
import { EraseForm } from '@/components/accounts/erase-form'
import { FormPage } from '@/components/forms/form-page'
import { requirePerson } from '@/components/shell/require-person'
import { FormError } from '@/components/ui/field'
import { readErasureScope } from '@/lib/exchange/own-data'
import { urls } from '@/lib/shared'
import { sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Delete your account', robots: { index: false } }

export default async function DeleteAccountPage() {
  const me = requirePerson(urls.deleteAccount())
  const form = sentForm()
  const scope = await readErasureScope(me.viewer, me.person.id)
  return (
    <FormPage title="Delete your account">
      <p>
        This can’t be undone. You may want to{' '}
        <a className="link" href={urls.ownData()}>
          download your data
        </a>{' '}
        first.
      </p>
      <FormError form={form} />
      <EraseFacts scope={scope} your="Your" />
      <EraseForm action={urls.deleteAccount()} form={form} scope={scope} other={null} />
    </FormPage>
  )
}
