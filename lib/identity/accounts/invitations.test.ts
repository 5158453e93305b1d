import { afterEach, expect, test, vi } from 'vitest'
import { anAccount, somePassword } from '../../../test/accounts'
import { db, pool } from '../../platform/db/client'
import * as settings from '../../platform/env/env'
import { viewerOf } from '../viewer/viewer'
import { invite, listInvitations, setRevoked } from './invitations'
import { setRole, suspend } from './manage-people'
import { makeOneTimeLink, readOneTimeLink } from './one-time-link'
import { signUp } from './sign-up'

const adminNamed = async (name: string) => viewerOf((await anAccount(name, 'admin')).personId, 'admin')
const settingsAre = (changed: Partial<settings.Env>) => vi.spyOn(settings, 'env').mockReturnValue({ ...settings.env(), ...changed })
afterEach(() => {
  vi.restoreAllMocks()
})

let visitors = 0
const from = () => ({ address: `10.1.1.${++visitors}`, headers: new Headers() })
const join = (invitation: string, email: string) => signUp({ name: 'Invited One', email, password: somePassword, invitation }, from())
const roleOf = async (email: string) => (await db().user.findUniqueOrThrow({ where: { email }, include: { person: true } })).person.role

type Admin = Awaited<ReturnType<typeof adminNamed>>
/** The invitation as the list has it, and the token of its link. */
async function seen(admin: Admin, id: number) {
  const invitation = (await listInvitations(admin, null)).rows.find((row) => row.id === id)
  if (!invitation) throw new Error('It is not in the list.')
  return { ...invitation, token: invitation.link && new URL(invitation.link).searchParams.get('invitation') }
}
async function anInvitation(admin: Admin, email = '', role: 'member' | 'editor' | 'admin' = 'member') {
  const { id } = await invite(admin, { email, role })
  return { id, token: (await seen(admin, id)).token as string }
}

test('an invitation makes one account with its role, on a closed site too, and the list says who used it', async () => {
  const admin = await adminNamed('Closing Admin')
  settingsAre({ signUp: 'closed' })
  const { id, token } = await anInvitation(admin, '', 'editor')
  const both = await Promise.allSettled([join(token, 'first@example.org'), join(token, 'second@example.org')])
  expect(both.map(({ status }) => status).sort(), 'of two at once one wins').toEqual(['fulfilled', 'rejected'])
  const { personId, email } = await db().user.findFirstOrThrow({ where: { email: { in: ['first@example.org', 'second@example.org'] } } })
  expect(await db().user.count({ where: { email: { in: ['first@example.org', 'second@example.org'] } } })).toBe(1)
  expect(await roleOf(email)).toBe('editor')
  expect(await seen(admin, id)).toMatchObject({ state: 'used', link: null, usedBy: { displayName: 'Invited One' } })
  await expect(join(token, 'third@example.org')).rejects.toMatchObject({ code: 'forbidden' })
  const noted = await db().auditEntry.findMany({ where: { action: { startsWith: 'invitation.' } }, orderBy: { id: 'asc' } })
  expect(noted.map(({ action, personId: by, reason }) => [action, by, reason])).toEqual([
    ['invitation.make', admin.personId, `invitation ${id}, editor`],
    ['invitation.use', personId, `invitation ${id}, editor`],
  ])
})

test('an invitation for one address is good for no other; a mistake does not use it up', async () => {
  const admin = await adminNamed('Binding Admin')
  const { id, token } = await anInvitation(admin, ' Guest@Example.org ')
  await expect(join(token, 'other@example.org')).rejects.toMatchObject({ code: 'invalid', field: 'email' })
  const { email } = await anAccount('Known Already')
  const open = await anInvitation(admin)
  await expect(join(open.token, email), 'an address that has an account').rejects.toMatchObject({ code: 'conflict' })
  expect((await seen(admin, open.id)).state).toBe('open')
  expect((await seen(admin, id)).state).toBe('open')
  await join(token, 'GUEST@example.org')
  expect((await seen(admin, id)).state).toBe('used')
})

test('it is sent where the site sends mail, and copied where it does not; the database holds no link', async () => {
  const admin = await adminNamed('Sending Admin')
  expect(await invite(admin, { email: 'copied@example.org', role: 'member' })).toMatchObject({ mailed: false })
  expect(await db().outgoingMail.count({ where: { recipient: 'copied@example.org' } })).toBe(0)
  settingsAre({ smtpUrl: 'smtp://127.0.0.1:9' })
  const { id, mailed } = await invite(admin, { email: 'sent@example.org', role: 'editor' })
  const { token } = await seen(admin, id)
  expect(mailed).toBe(true)
  const { body } = await db().outgoingMail.findFirstOrThrow({ where: { recipient: 'sent@example.org' } })
  expect(body).toContain(`Sending Admin invites you as an editor.`)
  expect(body).toContain(token)
  const { rows } = await pool().query(`select l::text as row from one_time_link l where id = $1`, [id])
  expect(rows[0].row).not.toContain(token)
  expect(rows[0].row).not.toContain(Buffer.from(token as string).toString('hex'))
})

test('an invitation of before, and one made under another secret, works on and is not shown again', async () => {
  const admin = await adminNamed('Older Admin')
  const token = await makeOneTimeLink(db(), 'invitation', { createdBy: admin.personId })
  const { id } = await db().oneTimeLink.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await db().oneTimeLink.update({ where: { id }, data: { seed: null } })
  expect(await seen(admin, id)).toMatchObject({ state: 'open', link: null })
  await db().oneTimeLink.update({ where: { id }, data: { seed: new Uint8Array([1, 2, 3]) } })
  expect(await seen(admin, id)).toMatchObject({ state: 'open', link: null })
  expect(await readOneTimeLink('invitation', token)).toEqual({ email: null, role: 'member', by: 'Older Admin' })
})

test('a revoked one lets nobody in until it is restored; a used one can’t be revoked', async () => {
  const admin = await adminNamed('Revoking Admin')
  const { id, token } = await anInvitation(admin)
  for (const _ of [1, 2]) await setRevoked(admin, id, true)
  expect(await seen(admin, id)).toMatchObject({ state: 'revoked', link: null })
  expect(await readOneTimeLink('invitation', token)).toBeNull()
  await expect(join(token, 'revoked@example.org')).rejects.toMatchObject({ code: 'forbidden' })
  await setRevoked(admin, id, false)
  await join(token, 'revoked@example.org')
  await expect(setRevoked(admin, id, true)).rejects.toMatchObject({ code: 'conflict' })
  await expect(setRevoked(admin, 999_999, true)).rejects.toMatchObject({ code: 'not_found' })
  const noted = await db().auditEntry.findMany({ where: { reason: `invitation ${id}, member` }, orderBy: { id: 'asc' } })
  expect(noted.map(({ action }) => action)).toEqual(['invitation.make', 'invitation.revoke', 'invitation.restore', 'invitation.use'])
})

test('an invitation ends after seven days', async () => {
  const admin = await adminNamed('Patient Admin')
  const { id, token } = await anInvitation(admin)
  const { createdAt, expiresAt } = await db().oneTimeLink.findUniqueOrThrow({ where: { id } })
  expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / 86_400_000)).toBe(7)
  await db().oneTimeLink.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1_000) } })
  expect(await seen(admin, id)).toMatchObject({ state: 'expired', link: null })
  expect(await readOneTimeLink('invitation', token)).toBeNull()
})

test('nobody gives a role that is not theirs, now or when the invitation is used', async () => {
  const admin = await adminNamed('Leaving Admin')
  const other = await adminNamed('Staying Admin')
  const member = viewerOf((await anAccount('No Admin', 'editor')).personId, 'editor')
  await expect(invite(member, { email: '', role: 'member' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listInvitations(member, null)).rejects.toMatchObject({ code: 'forbidden' })
  // A page that was open while the role was taken away.
  const stale = viewerOf(member.personId as number, 'admin')
  await expect(invite(stale, { email: '', role: 'admin' })).rejects.toMatchObject({ code: 'forbidden', field: 'role' })
  const asAdmin = await anInvitation(admin, '', 'admin')
  const asMember = await anInvitation(admin)
  await setRole(other, admin.personId as number, 'editor')
  expect((await seen(other, asAdmin.id)).state).toBe('void')
  await expect(join(asAdmin.token, 'climber@example.org')).rejects.toMatchObject({ code: 'forbidden' })
  expect((await seen(other, asMember.id)).state).toBe('open')
  await suspend(other, admin.personId as number, 'Gone.')
  await expect(join(asMember.token, 'climber@example.org')).rejects.toMatchObject({ code: 'forbidden' })
})

test('the list has all of them once, the latest first, page by page', async () => {
  const admin = await adminNamed('Listing Admin')
  await db().oneTimeLink.deleteMany({ where: { kind: 'invitation' } })
  for (let i = 0; i < 53; i++) await makeOneTimeLink(db(), 'invitation', { createdBy: admin.personId })
  const first = await listInvitations(admin, null)
  const second = await listInvitations(admin, first.older)
  const ids = [...first.rows, ...second.rows].map(({ id }) => id)
  expect(first.rows).toHaveLength(50)
  expect(second.older).toBeNull()
  expect(new Set(ids).size).toBe(53)
  expect(ids).toEqual(ids.toSorted((a, b) => b - a))
})
