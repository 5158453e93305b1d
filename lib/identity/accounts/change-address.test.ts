import { beforeAll, expect, test, vi } from 'vitest'
import { anAccount, somePassword } from '../../../test/accounts'
import { db } from '../../platform/db/client'
import * as settings from '../../platform/env/env'
import { system } from '../viewer/viewer'
import { askForAddress, confirmAddress, readAddressChange } from './change-address'
import { setAddress } from './set-address'
import { signIn } from './sign-in'
import { signUp } from './sign-up'
import { readUndoableChange, undoAddress } from './undo-address'

beforeAll(() => {
  const plain = settings.env()
  vi.spyOn(settings, 'env').mockImplementation(() => ({ ...plain, smtpUrl: 'smtp://mail.example.org' }))
})

const from = { address: 'test', headers: new Headers() }
let counter = 0

async function someone() {
  const account = await anAccount(`Mover ${++counter}`)
  const { id: userId } = await db().user.findUniqueOrThrow({ where: { email: account.email } })
  return { ...account, userId, next: `moved.${counter}@example.org` }
}
const mailsTo = (recipient: string) => db().outgoingMail.findMany({ where: { recipient }, orderBy: { id: 'asc' } })
async function tokenTo(recipient: string, page: string): Promise<string> {
  const bodies = (await mailsTo(recipient)).map(({ body }) => new RegExp(`/${page}\\?token=([\\w-]+)`).exec(body)?.[1])
  return bodies.filter(Boolean).at(-1) as string
}
const aPasskey = (userId: string, name: string, createdAt: Date) =>
  db().passkey.create({
    data: {
      id: `${name} ${userId}`,
      publicKey: 'x',
      userId,
      credentialID: name,
      counter: 0,
      deviceType: 'x',
      backedUp: false,
      name,
      createdAt,
    },
  })
const canSignIn = (email: string) =>
  signIn({ email, password: somePassword }, from).then(
    () => true,
    () => false,
  )

test('an address changes once it is confirmed at the new one; the old one is told', async () => {
  const { userId, email, next } = await someone()
  await askForAddress(userId, next.toUpperCase())
  const token = await tokenTo(next, 'confirm-address')
  expect(await readAddressChange(userId, token)).toMatchObject({ oldEmail: email, newEmail: next })
  expect(await canSignIn(next)).toBe(false)
  await confirmAddress(userId, token)
  expect([await canSignIn(email), await canSignIn(next)]).toEqual([false, true])
  expect(await tokenTo(email, 'undo-address')).toBeTruthy()
  await expect(confirmAddress(userId, token), 'a link works once').rejects.toMatchObject({ code: 'invalid' })
})

test('the link is of no use to another account, and the last one that was asked for counts', async () => {
  const [one, two] = [await someone(), await someone()]
  await askForAddress(one.userId, one.next)
  const first = await tokenTo(one.next, 'confirm-address')
  await expect(confirmAddress(two.userId, first)).rejects.toMatchObject({ code: 'invalid' })
  await askForAddress(one.userId, `other.${one.next}`)
  await expect(confirmAddress(one.userId, first)).rejects.toMatchObject({ code: 'invalid' })
})

test('an address that belongs to someone gives the same answer as a free one, and its owner is told', async () => {
  const [one, two] = [await someone(), await someone()]
  expect(await askForAddress(one.userId, two.email)).toEqual(await askForAddress(one.userId, one.next))
  expect(await tokenTo(two.email, 'confirm-address')).toBeUndefined()
  expect((await mailsTo(two.email)).at(-1)?.subject).toContain('in use')
  expect(await canSignIn(two.email)).toBe(true)
})

test('of two who ask for the same free address, the second to confirm does not get it', async () => {
  const [one, two] = [await someone(), await someone()]
  const wanted = `wanted.${one.next}`
  await askForAddress(one.userId, wanted)
  const first = await tokenTo(wanted, 'confirm-address')
  await askForAddress(two.userId, wanted)
  const second = await tokenTo(wanted, 'confirm-address')
  await confirmAddress(two.userId, second)
  await expect(confirmAddress(one.userId, first)).rejects.toMatchObject({ code: 'invalid' })
})

test('the old address takes a change back: sessions, passkeys and the password end, and a mail for a new one comes', async () => {
  const { userId, personId, email, next } = await someone()
  await aPasskey(userId, 'added before', new Date(Date.now() - 86_400_000))
  await askForAddress(userId, next)
  await confirmAddress(userId, await tokenTo(next, 'confirm-address'))
  await signIn({ email: next, password: somePassword }, from)
  await aPasskey(userId, 'added since', new Date())
  // Who took the account over moves on, so that the first link would lead nowhere.
  await askForAddress(userId, `far.${next}`)
  await confirmAddress(userId, await tokenTo(`far.${next}`, 'confirm-address'))
  const undo = await tokenTo(email, 'undo-address')
  expect(await readUndoableChange(undo)).toEqual({ oldEmail: email })
  await undoAddress(undo)
  expect((await db().user.findUniqueOrThrow({ where: { id: userId } })).email).toBe(email)
  expect(await db().session.count({ where: { userId } })).toBe(0)
  expect(await db().passkey.count({ where: { userId } })).toBe(0)
  expect(await canSignIn(email)).toBe(false)
  expect(await tokenTo(email, 'reset')).toBeTruthy()
  expect((await mailsTo(`far.${next}`)).at(-1)).toMatchObject({
    subject: expect.stringContaining('taken back'),
    body: expect.stringContaining(settings.env().mailFrom),
  })
  const entries = await db().auditEntry.findMany({ where: { action: 'person.address_undo', subjectKind: 'person', subjectId: personId } })
  expect(entries.map((entry) => [entry.personId, entry.reason])).toEqual([[null, '']])
  await expect(undoAddress(undo)).rejects.toMatchObject({ code: 'invalid' })
  await expect(undoAddress(await tokenTo(next, 'undo-address')), 'nor does the middle one').rejects.toMatchObject({ code: 'invalid' })
})

test('for seven days nobody else gets the old address, whoever asks for it and how', async () => {
  const [one, two] = [await someone(), await someone()]
  await askForAddress(one.userId, one.next)
  await confirmAddress(one.userId, await tokenTo(one.next, 'confirm-address'))
  await signUp({ name: 'Squatter', email: one.email, password: somePassword }, from)
  expect(await db().user.count({ where: { email: one.email } })).toBe(0)
  await askForAddress(two.userId, one.email)
  expect(await tokenTo(one.email, 'confirm-address')).toBeUndefined()
  await expect(setAddress(system, two.personId, one.email)).rejects.toMatchObject({ code: 'conflict', field: 'address' })
  const undo = await tokenTo(one.email, 'undo-address')
  // After that it is free, and the link too old.
  await db().addressChange.updateMany({ where: { userId: one.userId }, data: { undoUntil: new Date(Date.now() - 1_000) } })
  await expect(undoAddress(undo)).rejects.toMatchObject({ code: 'invalid' })
  await signUp({ name: 'Squatter', email: one.email, password: somePassword }, from)
  expect(await db().user.count({ where: { email: one.email } })).toBe(1)
})

test('an admin sets an address; without a mail server only an admin does', async () => {
  const { userId, personId, email, next } = await someone()
  await expect(setAddress({ audience: 'editor', personId: 1 }, personId, next)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(setAddress(system, personId, 'no address')).rejects.toMatchObject({ code: 'invalid' })
  await setAddress(system, personId, next)
  expect([await canSignIn(email), await canSignIn(next)]).toEqual([false, true])
  const entry = await db().auditEntry.findFirstOrThrow({ where: { action: 'person.address', subjectId: personId } })
  expect(entry.reason).toBe('')
  expect((await mailsTo(email)).at(-1)?.body).toContain('An administrator')
  const spied = vi.mocked(settings.env).getMockImplementation() as typeof settings.env
  vi.mocked(settings.env).mockImplementation(() => ({ ...spied(), smtpUrl: undefined }))
  await expect(askForAddress(userId, `again.${next}`)).rejects.toMatchObject({ code: 'conflict' })
  vi.mocked(settings.env).mockImplementation(spied)
})
