import { PersonLink } from '@/components/ui/person-link'
import { FullTime } from '@/components/ui/time'
import type { Invitation, InvitationState } from '@/lib/identity/accounts'
import { urls } from '@/lib/shared'

export const roleNames = { member: 'Member', editor: 'Editor', admin: 'Admin' } as const

const stateNames: Record<InvitationState, string> = {
  open: 'Open',
  used: 'Used',
  revoked: 'Revoked',
  expired: 'Expired',
  void: 'Ended',
}

/** An invitation in the list: for whom, what became of it, its link while it can be used, and what can be done. */
export function InvitationRow({ invitation, isNew }: { invitation: Invitation; isNew: boolean }) {
  const { id, email, role, state, by, createdAt, link } = invitation
  const whose = email ?? 'anyone who has the link'
  return (
    <li>
      <div className="invitation">
        <span className="wide-words">{email ?? 'Anyone who has the link'}</span>{' '}
        <span className="meta desk-why">
          {roleNames[role]} · by {by ? <PersonLink person={by} /> : 'someone'}, <FullTime date={createdAt} />
        </span>
        {link && (
          <details open={isNew}>
            <summary className="fold">Link</summary>
            <div className="codebox">
              <p className="lang">Works once</p>
              <pre className="whole-link">{link}</pre>
            </div>
          </details>
        )}
        {state === 'open' && !link && <p className="meta">Its link can’t be shown again.</p>}
      </div>
      <div className="invitation-end">
        <span className="badge">{stateNames[state]}</span>
        <span className="meta desk-why">
          <Until invitation={invitation} />
        </span>
        {(state === 'open' || state === 'void') && (
          <Act id={id} command="revoke" label="Revoke" said={`Revoke the invitation for ${whose}`} />
        )}
        {state === 'revoked' && invitation.expiresAt.getTime() > Date.now() && (
          <Act id={id} command="back" label="Restore" said={`Restore the invitation for ${whose}`} />
        )}
      </div>
    </li>
  )
}

function Until({ invitation: { state, expiresAt, usedBy } }: { invitation: Invitation }) {
  if (state === 'used') return usedBy ? <PersonLink person={usedBy} /> : null
  if (state === 'void') return 'who made it may not give this role any more'
  if (state === 'revoked') return null
  return (
    <>
      {state === 'open' ? 'until ' : ''}
      <FullTime date={expiresAt} />
    </>
  )
}

function Act({ id, command, label, said }: { id: number; command: string; label: string; said: string }) {
  return (
    <form method="post" action={urls.adminInvitations()}>
      <input type="hidden" name="id" value={id} />
      <button className="act" type="submit" name="do" value={command} aria-label={said}>
        {label}
      </button>
    </form>
  )
}
