import { z } from 'zod'
import { pool, queryRows, Role, transaction } from '../../platform/db'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { queueMail } from '../../platform/mail'
import { countAgainst } from '../../platform/rate-limit'
import { urls } from '../../shared'
import { recordAudit } from '../audit'
import { authorize, authorizePerson, type Viewer } from '../viewer'
import { accountMails } from './mails'
import { makeNumberedLink, makerCounts, tokenAgain } from './one-time-link'

const pageSize = 50
const ranks: Record<Role, number> = { member: 0, editor: 1, admin: 2 }

/** `void`: who made it may no longer give its role, or is suspended. */
export type InvitationState = 'open' | 'used' | 'revoked' | 'expired' | 'void'

/** An invitation in the list of all. */
export type Invitation = {
  id: number
  /** The only address that it is good for, or null. */
  email: string | null
  role: Role
  state: InvitationState
  createdAt: Date
  expiresAt: Date
  by: Named | null
  usedBy: Named | null
  /** Where the account is made; null if it can no longer be used, or was made under another secret. */
  link: string | null
}
type Named = { name: string; displayName: string }

/**
 * Invites someone with a link that works once, for seven days. With an address, nobody else can use it, and the link is sent there if this
 * site sends mail. Returns the number of the invitation, and whether a mail goes out. @throws DomainError `forbidden` also for a role above
 * the viewer's own, `too_many`.
 */
export async function invite(viewer: Viewer, { email, role }: { email: string; role: Role }): Promise<{ id: number; mailed: boolean }> {
  const createdBy = authorizePerson(viewer, 'admin.invite')
  const address = email.trim().toLowerCase()
  await countAgainst('invite', `person ${createdBy}`)
  if (address) await countAgainst('mail', address)
  const mailed = address !== '' && env().smtpUrl !== undefined
  return transaction(async (tx) => {
    const by = await tx.person.findUniqueOrThrow({ where: { id: createdBy }, select: { displayName: true, role: true } })
    if (ranks[role] > ranks[by.role]) throw new DomainError('forbidden', 'You can give your own role at most.', 'role')
    const { id, token } = await makeNumberedLink(tx, 'invitation', { email: address || undefined, role, createdBy })
    if (mailed) await queueMail(tx, accountMails.invitation(address, token, by.displayName, role))
    // Without the address: it may be that of someone who never comes.
    await recordAudit(tx, viewer, { action: 'invitation.make', reason: `invitation ${id}, ${role}` })
    return { id, mailed }
  })
}

const Row = z.object({
  id: z.int(),
  email: z.string().nullable(),
  role: z.enum(Role),
  seed: z.instanceof(Buffer).nullable(),
  digest: z.instanceof(Buffer),
  created_at: z.date(),
  expires_at: z.date(),
  used_at: z.date().nullable(),
  revoked_at: z.date().nullable(),
  counts: z.boolean(),
  by_name: z.string().nullable(),
  by_display: z.string().nullable(),
  used_name: z.string().nullable(),
  used_display: z.string().nullable(),
})

/** Returns invitations before a number, the latest first, and the number where older ones go on, or null. @throws DomainError `forbidden`. */
export async function listInvitations(viewer: Viewer, before: number | null): Promise<{ rows: Invitation[]; older: number | null }> {
  authorize(viewer, 'admin.invite')
  const found = await queryRows(
    pool(),
    Row,
    `select l.id, l.email, l.role, l.seed, l.digest, l.created_at, l.expires_at, l.used_at, l.revoked_at, ${makerCounts} as counts,
       b.name as by_name, b.display_name as by_display, u.name as used_name, u.display_name as used_display
     from one_time_link l left join person b on b.id = l.created_by left join person u on u.id = l.used_by
     where l.kind = 'invitation' and ($1::int is null or l.id < $1) order by l.id desc limit $2`,
    [before, pageSize + 1],
  )
  const rows = found.slice(0, pageSize).map(invitationOf)
  return { rows, older: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null }
}

function invitationOf(row: z.infer<typeof Row>): Invitation {
  const state = stateOf(row)
  const token = state === 'open' ? tokenAgain(row) : null
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    state,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    by: named(row.by_name, row.by_display),
    usedBy: named(row.used_name, row.used_display),
    link: token && `${env().siteUrl}${urls.signUp({ invitation: token })}`,
  }
}

function named(name: string | null, displayName: string | null): Named | null {
  return name === null || displayName === null ? null : { name, displayName }
}

function stateOf({ used_at, revoked_at, expires_at, counts }: z.infer<typeof Row>): InvitationState {
  if (used_at) return 'used'
  if (revoked_at) return 'revoked'
  if (expires_at.getTime() <= Date.now()) return 'expired'
  return counts ? 'open' : 'void'
}

/**
 * Revokes an invitation, or takes that back: its link works no more, or again until it expires. @throws DomainError `forbidden`,
 * `not_found`, `conflict` for one that was used.
 */
export async function setRevoked(viewer: Viewer, id: number, revoked: boolean): Promise<void> {
  authorize(viewer, 'admin.invite')
  await transaction(async (tx) => {
    const link = await tx.oneTimeLink.findFirst({ where: { id, kind: 'invitation' }, select: { role: true } })
    if (!link) throw new DomainError('not_found', 'There is no such invitation.')
    const { count } = await tx.oneTimeLink.updateMany({
      where: { id, usedAt: null, revokedAt: revoked ? null : { not: null } },
      data: { revokedAt: revoked ? new Date() : null },
    })
    if (count === 0) {
      if ((await tx.oneTimeLink.count({ where: { id, usedAt: { not: null } } })) > 0)
        throw new DomainError('conflict', 'This invitation was used. Suspend the account if that was a mistake.')
      return
    }
    const action = revoked ? 'invitation.revoke' : 'invitation.restore'
    await recordAudit(tx, viewer, { action, reason: `invitation ${id}, ${link.role}` })
  })
}
