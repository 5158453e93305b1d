import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { SuspensionProposed } from '@/components/admin/suspension-proposed'
import { Field } from '@/components/ui/field'
import { readProposal } from '@/lib/curation/reports'
import { readManagedPerson } from '@/lib/identity/accounts'
import { counted, decoded, urls } from '@/lib/shared'
import { one, sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'A person', robots: { index: false } }

export default async function AdminPerson({ params, searchParams }: PageProps<'/admin/people/[name]'>) {
  const name = decoded((await params).name)
  const address = `/admin/people/${encodeURIComponent(name)}`
  const me = requireAdmin(address)
  const person = await readManagedPerson(me.viewer, name)
  if (!person) notFound()
  const proposal = person.user ? await readProposal(me.viewer, person.id) : null
  return (
    <AdminPage title={person.displayName} at="/admin/people" notice={one((await searchParams).saved) ? 'Saved.' : null}>
      <p className="meta">
        <a href={urls.person(person.name)} dir="auto">
          {person.name}
        </a>
        {person.user && <span className="dot">{person.user.email}</span>}
        <span className="dot">{counted(person.threads, 'thread', 'threads')}</span>
        <span className="dot">{counted(person.replies, 'reply', 'replies')}</span>
      </p>
      {person.user ? (
        <Account person={person} user={person.user} address={address} proposal={proposal} />
      ) : person.erasedAt ? (
        <p className="quiet">This person was deleted. Only posts are left.</p>
      ) : (
        <GiveAuthor address={address} />
      )}
      {(person.user || !person.erasedAt) && <TheirData person={person} address={address} />}
    </AdminPage>
  )
}

type Person = NonNullable<Awaited<ReturnType<typeof readManagedPerson>>>
type User = NonNullable<Person['user']>
type Proposal = Awaited<ReturnType<typeof readProposal>>

/** What an admin may change about someone's account. */
function Account({ person, user, address, proposal }: { person: Person; user: User; address: string; proposal: Proposal }) {
  return (
    <>
      {proposal && <SuspensionProposed proposal={proposal} address={address} />}
      <Role role={person.role} address={address} />
      <Suspension user={user} address={address} proposed={proposal?.words ?? ''} />
      <MailAddress address={address} />
    </>
  )
}

function Role({ role: present, address }: { role: Person['role']; address: string }) {
  return (
    <section className="desk-sec" aria-labelledby="h-role">
      <div className="sec-head">
        <h2 id="h-role">Role</h2>
      </div>
      <form method="post" action={address}>
        <input type="hidden" name="do" value="role" />
        {(['member', 'editor', 'admin'] as const).map((role) => (
          <label className="tick" key={role}>
            <input type="radio" name="role" value={role} defaultChecked={present === role} />
            <span>{{ member: 'Member', editor: 'Editor', admin: 'Admin' }[role]}</span>
          </label>
        ))}
        <p className="mt-4">
          <button className="btn" type="submit">
            Set the role
          </button>
        </p>
      </form>
    </section>
  )
}

function Suspension({ user, address, proposed }: { user: User; address: string; proposed: string }) {
  return (
    <section className="desk-sec" aria-labelledby="h-suspend">
      <div className="sec-head">
        <h2 id="h-suspend">{user.suspendedAt ? 'Suspended' : 'Suspend'}</h2>
      </div>
      <form className="form-narrow" method="post" action={address}>
        <input type="hidden" name="do" value={user.suspendedAt ? 'unsuspend' : 'suspend'} />
        {user.suspendedAt ? (
          <p>{user.suspendedReason}</p>
        ) : (
          <Field
            form={sentForm()}
            name="reason"
            label="Why"
            value={proposed.slice(0, 500)}
            hint="The person reads this when they sign in. Your name is recorded with it, for administrators alone. Their posts stay."
            maxLength={500}
            required
          />
        )}
        <p className="mt-4">
          <button className={user.suspendedAt ? 'btn' : 'btn btn-no'} type="submit">
            {user.suspendedAt ? 'Open the account again' : 'Suspend the account'}
          </button>
        </p>
      </form>
    </section>
  )
}

function MailAddress({ address }: { address: string }) {
  return (
    <section className="desk-sec" aria-labelledby="h-address">
      <div className="sec-head">
        <h2 id="h-address">Mail address</h2>
      </div>
      <form className="form-narrow" method="post" action={address}>
        <input type="hidden" name="do" value="address" />
        <Field
          form={sentForm()}
          name="address"
          label="New mail address"
          hint="Make sure that the address is theirs: it counts as confirmed. The current address gets a mail about the change."
          type="email"
          maxLength={254}
          required
        />
        <p className="mt-4">
          <button className="btn" type="submit">
            Set the address
          </button>
        </p>
      </form>
    </section>
  )
}

/** Gives the posts of an imported author to an account. */
function GiveAuthor({ address }: { address: string }) {
  return (
    <section className="desk-sec" aria-labelledby="h-give">
      <div className="sec-head">
        <h2 id="h-give">An imported author</h2>
      </div>
      <p className="quiet">Give this author’s posts to an existing account.</p>
      <form className="form-narrow" method="post" action={address}>
        <input type="hidden" name="do" value="give" />
        <Field form={sentForm()} name="email" label="Address of the account" type="email" required />
        <p className="mt-4">
          <button className="btn" type="submit">
            Give the posts
          </button>
        </p>
      </form>
    </section>
  )
}

function TheirData({ person, address }: { person: Person; address: string }) {
  return (
    <section className="desk-sec" aria-labelledby="h-data">
      <div className="sec-head">
        <h2 id="h-data">Their data</h2>
      </div>
      <p className="quiet">Use this when someone asks for it. Both actions are recorded in the audit log.</p>
      <div className="do">
        <form method="post" action={`${address}/export`}>
          <button className="btn" type="submit">
            Download their data
          </button>
        </form>
        <a className="btn btn-no" href={urls.adminPersonDelete(person.name)}>
          Delete {person.displayName} …
        </a>
      </div>
    </section>
  )
}
