import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { InvitationRow, roleNames } from '@/components/admin/invitation-row'
import { Field } from '@/components/ui/field'
import { listInvitations } from '@/lib/identity/accounts'
import { env } from '@/lib/platform/env'
import { urls } from '@/lib/shared'
import { idOf, one, sentForm, sentValue } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Invitations', robots: { index: false } }

export default async function AdminInvitations({ searchParams }: PageProps<'/admin/invitations'>) {
  const me = requireAdmin(urls.adminInvitations())
  const query = await searchParams
  const made = idOf(one(query.made) ?? '')
  const { rows, older } = await listInvitations(me.viewer, idOf(one(query.before) ?? ''))
  return (
    <AdminPage title="Invitations" at="/admin/invitations" notice={noticeOf(made, one(query.mailed), one(query.revoked))}>
      <InviteForm />
      <section className="desk-sec" aria-labelledby="h-made">
        <div className="sec-head">
          <h2 id="h-made">Made so far</h2>
        </div>
        {rows.length === 0 && <p className="quiet">Nobody was invited in the last weeks.</p>}
        <ul className="plain invitations">
          {rows.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} isNew={invitation.id === made} />
          ))}
        </ul>
      </section>
      {older && (
        <p className="mt-4">
          <a className="btn" href={urls.adminInvitations({ before: String(older) })}>
            Older
          </a>
        </p>
      )}
    </AdminPage>
  )
}

function noticeOf(made: number | null, mailed: string | undefined, revoked: string | undefined): string | null {
  if (made !== null)
    return mailed
      ? 'The invitation is on its way by mail. Its link is below, too.'
      : 'The invitation is ready. Copy its link and pass it on.'
  return revoked ? 'Revoked: its link works no more. You can restore it below until it expires.' : null
}

function InviteForm() {
  const sent = sentForm()
  // The forms of the list have no role.
  const form = sent?.values.role ? sent : undefined
  const role = sentValue(form, 'role', 'member')
  return (
    <form className="form-narrow" method="post" action={urls.adminInvitations()}>
      <Field
        form={form}
        name="email"
        label="Mail address"
        type="email"
        maxLength={254}
        hint={`Nobody else can use the invitation then${env().smtpUrl ? ', and it is sent there' : ''}. If you leave this empty, anyone can who has the link.`}
      />
      <fieldset className="q mt-4">
        <legend className="lab">Role</legend>
        {(['member', 'editor', 'admin'] as const).map((each) => (
          <label className="tick" key={each}>
            <input type="radio" name="role" value={each} defaultChecked={role === each} />
            <span>
              {roleNames[each]} <span className="meta">{roleWords[each]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="hint">The link works once, for seven days, also where sign-up is closed.</p>
      <p className="mt-4">
        <button className="btn btn-do" type="submit" name="do" value="invite">
          Invite
        </button>
      </p>
    </form>
  )
}

const roleWords = {
  member: 'asks and replies',
  editor: 'also writes canonical answers and looks after threads',
  admin: 'also runs the site',
}
