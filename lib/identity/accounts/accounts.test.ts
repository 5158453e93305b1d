import { expect, test } from 'vitest'
import { anAccount, somePassword } from '../../../test/accounts'
import { db } from '../../platform/db/client'
import { transaction } from '../../platform/db/transaction'
import { countAgainst, limits } from '../../platform/rate-limit/rate-limit'
import { networkOf } from '../../web/http/client-address'
import { checkNewcomer } from './newcomer'
import { firstAdminToken, makeOneTimeLink, readOneTimeLink, spendOneTimeLink } from './one-time-link'
import { askForNewPassword, resetPassword } from './password'
import { endOtherSessions, listSessions } from './sessions'
import { signIn, signOut } from './sign-in'
import { knownAddress, signUp, signUpFirstAdmin } from './sign-up'
import { readSignedIn } from './signed-in'

let address = 0
const from = () => ({ address: `10.0.0.${++address}`, headers: new Headers() })
const withCookies = (cookies: { name: string; value: string }[]) =>
  new Headers({ cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') })

test('who signs up can sign in, and is known by the cookie until they sign out', async () => {
  const { personId, cookies } = await anAccount('Ada Berg')
  const headers = withCookies(cookies)
  const { signedIn } = await readSignedIn(headers)
  expect(signedIn).toMatchObject({ viewer: { audience: 'member', personId }, person: { name: 'Ada-Berg', displayName: 'Ada Berg' } })
  await signOut(headers)
  expect((await readSignedIn(headers)).signedIn).toBeNull()
})

test('a role counts from the next request on, and a suspended account from now on not at all', async () => {
  const { personId, cookies, email } = await anAccount('Bo Lind')
  const headers = withCookies(cookies)
  await db().person.update({ where: { id: personId }, data: { role: 'admin' } })
  expect((await readSignedIn(headers)).signedIn?.viewer).toMatchObject({ audience: 'editor', admin: true })
  await db().user.update({ where: { email }, data: { suspendedAt: new Date() } })
  expect((await readSignedIn(headers)).signedIn).toBeNull()
  await expect(signIn({ email, password: somePassword }, from())).rejects.toMatchObject({ code: 'forbidden' })
})

test('a cookie that was changed is nobody’s', async () => {
  const { cookies } = await anAccount('Cy Young')
  const forged = cookies.map(({ name, value }) => ({ name, value: value.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')) }))
  expect((await readSignedIn(withCookies(forged))).signedIn).toBeNull()
})

test('without mail someone who signs up is signed in at once', async () => {
  const cookies = await signUp({ name: 'At Once', email: 'at.once@example.org', password: somePassword }, from())
  const { signedIn } = await readSignedIn(new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') }))
  expect(signedIn).toMatchObject({ person: { displayName: 'At Once', role: 'member' } })
  expect(await db().session.count({ where: { user: { email: 'at.once@example.org' } } })).toBe(1)
})

test('without mail an address that has an account is said to have one, nothing is changed and no invitation used up', async () => {
  const { email } = await anAccount('Dora Maar')
  const people = await db().person.count()
  const invitation = await makeOneTimeLink(db(), 'invitation')
  await expect(
    signUp({ name: 'Someone else', email: ` ${email.toUpperCase()}`, password: 'another password', invitation }, from()),
  ).rejects.toMatchObject({ code: 'conflict', field: 'email', message: knownAddress })
  expect(await readOneTimeLink('invitation', invitation)).not.toBeNull()
  expect(await db().user.count({ where: { email } })).toBe(1)
  expect(await db().person.count()).toBe(people)
  await expect(signIn({ email, password: 'another password' }, from())).rejects.toMatchObject({ code: 'invalid' })
})

test('two of one name have pages of their own', async () => {
  const names = []
  for (const n of [1, 2]) {
    await signUp({ name: 'Same Name', email: `same${n}@example.org`, password: somePassword }, from())
    names.push((await db().user.findUniqueOrThrow({ where: { email: `same${n}@example.org` }, select: { person: true } })).person.name)
  }
  expect(names).toEqual(['Same-Name', 'Same-Name-2'])
})

test('a wrong password and an unknown address look the same, and guessing is stopped', async () => {
  const { email } = await anAccount('Eva Hesse')
  const guesser = from()
  const says = async (who: string) => (await signIn({ email: who, password: 'wrong password' }, guesser).catch((e) => e)).message
  expect(await says(email)).toBe(await says('nobody@example.org'))
  for (let i = 0; i < limits.password.max; i++) await says(email)
  await expect(signIn({ email, password: somePassword }, guesser)).rejects.toMatchObject({ code: 'too_many' })
  await expect(signIn({ email, password: somePassword }, from()), 'others are not shut out').resolves.toHaveLength(1)
})

test('a limit counts for all processes and says when to come back', async () => {
  for (let i = 0; i < limits.sign_up.max; i++) await countAgainst('sign_up', 'somewhere')
  await expect(countAgainst('sign_up', 'somewhere')).rejects.toThrow(/Try again in \d+ minutes?\./)
})

test('a new password comes by mail, works once and ends every session', async () => {
  const { email, cookies } = await anAccount('Fay Zwicky')
  await askForNewPassword(email, from())
  await askForNewPassword('nobody@example.org', from())
  const mails = await db().outgoingMail.findMany({ where: { subject: { startsWith: 'A new password' } } })
  expect(mails.map((mail) => mail.recipient)).toEqual([email])
  const token = /token=([\w-]+)/.exec(mails[0]?.body ?? '')?.[1] as string
  const { createdAt, expiresAt } = await db().verification.findFirstOrThrow({ orderBy: { createdAt: 'desc' } })
  const minutes = Math.round((expiresAt.getTime() - createdAt.getTime()) / 60_000)
  expect(mails[0]?.body, 'the mail says how long it works').toContain(`within ${minutes} minutes`)
  await resetPassword(token, 'a second password')
  expect((await readSignedIn(withCookies(cookies))).signedIn).toBeNull()
  await expect(signIn({ email, password: 'a second password' }, from())).resolves.toHaveLength(1)
  await expect(resetPassword(token, 'a third password')).rejects.toMatchObject({ code: 'invalid' })
})

test('sessions are seen and ended by their owner alone', async () => {
  const { email, cookies } = await anAccount('Gil Scott')
  await signIn({ email, password: somePassword }, from())
  const { signedIn } = await readSignedIn(withCookies(cookies))
  if (!signedIn) throw new Error('not signed in')
  expect(await listSessions(signedIn.user.id, signedIn.sessionId)).toMatchObject([{ present: true }, { present: false }])
  await endOtherSessions(signedIn.user.id, signedIn.sessionId)
  expect(await listSessions(signedIn.user.id, signedIn.sessionId)).toHaveLength(1)
})

test('the first admin’s link makes an admin once, and none is made while there is one', async () => {
  await db().person.updateMany({ where: { role: 'admin' }, data: { role: 'member' } })
  const token = (await firstAdminToken()) as string
  const cookies = await signUpFirstAdmin({ name: 'Hal', email: 'hal@example.org', password: somePassword, token }, from())
  expect((await db().user.findUniqueOrThrow({ where: { email: 'hal@example.org' }, select: { person: true } })).person.role).toBe('admin')
  const headers = new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })
  expect((await readSignedIn(headers)).signedIn?.viewer, 'signed in').toMatchObject({ admin: true })
  await expect(signUpFirstAdmin({ name: 'Ivy', email: 'ivy@example.org', password: somePassword, token }, from())).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await firstAdminToken()).toBeNull()
})

test('of two who use an invitation at once one gets in', async () => {
  const token = await makeOneTimeLink(db(), 'invitation')
  expect(await readOneTimeLink('invitation', token)).toMatchObject({ email: null })
  const spent = await Promise.all([1, 2].map(() => transaction((tx) => spendOneTimeLink(tx, 'invitation', token))))
  expect(spent.filter((each) => each !== null)).toHaveLength(1)
})

test('the first admin’s link makes nobody else’s account an admin’s', async () => {
  await db().person.updateMany({ where: { role: 'admin' }, data: { role: 'member' } })
  const { email, personId } = await anAccount('Squatter')
  const token = (await firstAdminToken()) as string
  await expect(signUpFirstAdmin({ name: 'Owner', email, password: somePassword, token }, from())).rejects.toMatchObject({
    code: 'conflict',
  })
  expect((await db().person.findUniqueOrThrow({ where: { id: personId } })).role).toBe('member')
  expect(await readOneTimeLink('first_admin', token), 'the link is still good').not.toBeNull()
})

test('an account is guessed at no faster from many addresses', async () => {
  const { email } = await anAccount('Guessed At')
  const guesses = Array.from({ length: limits.account.max }, () => signIn({ email, password: 'wrong password' }, from()))
  for (const { status } of await Promise.allSettled(guesses)) expect(status).toBe('rejected')
  await expect(signIn({ email, password: 'wrong password' }, from())).rejects.toMatchObject({ code: 'too_many' })
})

test('the network of an address is what is counted: an IPv6 household has one', () => {
  expect(networkOf('203.0.113.9')).toBe('203.0.113.9')
  expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9')
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:0db8:0001:0002:bbbb:cccc:dddd:eeee'))
  expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'))
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
})

test('links of a newcomer are counted as readers see them', async () => {
  const { cookies } = await anAccount('Just Arrived')
  const { signedIn } = await readSignedIn(withCookies(cookies))
  const check = (text: string) => checkNewcomer(signedIn, text, true)
  await expect(check('[one](/threads/1) [two](/threads/2) [three](/threads/3) [four](#here)')).resolves.toBeUndefined()
  await expect(check('www.a.example www.b.example [c](//c.example) <https://d.example>')).rejects.toMatchObject({ code: 'invalid' })
})
