import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { FindForm } from '@/components/forms/find-form'
import { listPeople } from '@/lib/identity/accounts'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'People', robots: { index: false } }

export default async function AdminPeople({ searchParams }: PageProps<'/admin/people'>) {
  const me = requireAdmin('/admin/people')
  const query = await searchParams
  const text = one(query.q) ?? ''
  const everyone = one(query.all) === '1'
  const people = await listPeople(me.viewer, text, !everyone)
  const deleted = one(query.deleted) !== undefined
  const notice = deleted ? 'The person is deleted. Withdrawn posts disappear within minutes.' : null
  return (
    <AdminPage title="People" at="/admin/people" notice={notice}>
      <FindForm action="/admin/people" name="q" label="Name or address" value={text}>
        <label className="tick">
          <input type="checkbox" name="all" value="1" defaultChecked={everyone} />
          <span>Imported authors too</span>
        </label>
      </FindForm>
      <ul className="plain">
        {people.map((person) => (
          <li key={person.id}>
            <span>
              <a href={`/admin/people/${encodeURIComponent(person.name)}`} dir="auto">
                {person.displayName}
              </a>{' '}
              <span className="meta">{person.user ? person.user.email : person.erasedAt ? 'deleted' : 'imported author'}</span>
            </span>
            <span className="badge">
              {person.user?.suspendedAt ? 'Suspended' : person.role === 'member' ? '' : person.role === 'admin' ? 'Admin' : 'Editor'}
            </span>
          </li>
        ))}
      </ul>
      {people.length === 0 && <p className="quiet">No name or address contains these letters.</p>}
      {people.length === 50 && <p className="meta">These are the first 50. Type more letters to find others.</p>}
    </AdminPage>
  )
}
