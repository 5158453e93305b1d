import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { PeopleList } from '@/components/admin/people-list'
import { Choice } from '@/components/forms/choice'
import { FindForm } from '@/components/forms/find-form'
import { Pager } from '@/components/ui/pager'
import { listPeople, type PeopleFilter, type PeopleSort, peopleFilters, peopleSorts } from '@/lib/identity/accounts'
import { urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'People', robots: { index: false } }

const filterNames: Record<PeopleFilter, string> = {
  accounts: 'Everyone with an account',
  members: 'Members',
  editors: 'Editors',
  admins: 'Admins',
  suspended: 'Suspended',
  proposed: 'Suspension proposed',
  silent: 'Never posted',
  imported: 'Imported authors, not claimed',
  everyone: 'Imported authors too',
}
const sortNames: Record<PeopleSort, string> = { joined: 'When they joined', seen: 'When they were last here' }

export default async function AdminPeople({ searchParams }: PageProps<'/admin/people'>) {
  const me = requireAdmin('/admin/people')
  const query = await searchParams
  const text = one(query.q) ?? ''
  // `all` is how an address of before asks for everyone.
  const shown = peopleFilters.find((each) => each === one(query.show)) ?? (one(query.all) === '1' ? 'everyone' : 'accounts')
  const sort = peopleSorts.find((each) => each === one(query.sort)) ?? 'joined'
  const cursor = { after: one(query.after), before: one(query.before) }
  const { rows, newer, older } = await listPeople(me.viewer, { text, filter: shown, sort, ...cursor })
  const page = (at: { after?: string; before?: string }) => urls.adminPeople({ q: text, show: shown, sort, ...at })
  const deleted = one(query.deleted) !== undefined
  return (
    <AdminPage
      title="People"
      at="/admin/people"
      notice={deleted ? 'The person is deleted. Withdrawn posts disappear within minutes.' : null}
    >
      <FindForm action="/admin/people" name="q" label="Name or address" value={text}>
        <Choice name="show" label="Who" names={filterNames} value={shown} />
        <Choice name="sort" label="Order" names={sortNames} value={sort} />
      </FindForm>
      <PeopleList rows={rows} />
      {rows.length === 0 && <Nobody text={text} filter={filterNames[shown]} />}
      <Pager newer={newer && page({ before: newer })} older={older && page({ after: older })} />
    </AdminPage>
  )
}

function Nobody({ text, filter }: { text: string; filter: string }) {
  return (
    <p className="quiet">
      {text ? 'Nobody here has a name or address with these letters.' : `${filter}: nobody.`}{' '}
      <a className="link" href={urls.adminPeople({ show: 'everyone' })}>
        Look among all
      </a>{' '}
      or{' '}
      <a className="link" href={urls.adminInvitations()}>
        invite someone
      </a>
      .
    </p>
  )
}
