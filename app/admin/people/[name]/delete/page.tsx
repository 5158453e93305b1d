import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EraseFacts } from '@/components/accounts/erase-facts'
import { EraseForm } from '@/components/accounts/erase-form'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { readErasureScope } from '@/lib/exchange/own-data'
import { readManagedPerson } from '@/lib/identity/accounts'
import { decoded, urls } from '@/lib/shared'
import { sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Delete a person', robots: { index: false } }

export default async function AdminDeletePerson({ params }: PageProps<'/admin/people/[name]/delete'>) {
  const name = decoded((await params).name)
  const address = urls.adminPersonDelete(name)
  const me = requireAdmin(address)
  const person = await readManagedPerson(me.viewer, name)
  if (!person || (person.erasedAt && !person.user)) notFound()
  const scope = await readErasureScope(me.viewer, person.id)
  return (
    <AdminPage title={`Delete ${person.displayName}`} at="/admin/people">
      <div className="form">
        <p>
          This can’t be undone. Do it when {person.displayName} asks for it; the choice about the posts is theirs. To keep someone out,{' '}
          <a className="link" href={urls.adminPerson(person.name)}>
            suspend the account
          </a>{' '}
          instead.
        </p>
        <EraseFacts scope={scope} your="Their" />
        <EraseForm action={address} form={sentForm()} scope={scope} other={person.displayName} />
      </div>
    </AdminPage>
  )
}
