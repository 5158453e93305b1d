import { expect, test } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { suspend, unsuspend } from '../../identity/accounts/manage-people'
import { signOut } from '../../identity/accounts/sign-in'
import { viewerOf } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { SessionCache } from './session-cache'

const headersOf = (cookies: { name: string; value: string }[]) =>
  new Headers({ cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') })

/** The tags of every expiry written so far, as a process hears of them. */
async function heard(): Promise<string[]> {
  return (await db().pageExpiry.findMany()).flatMap(({ tags }) => tags)
}

test('a session is kept, and forgotten when it ends or its person is suspended', async () => {
  const cache = new SessionCache(() => true)
  const { cookies, personId } = await anAccount('Kept One')
  const headers = headersOf(cookies)
  expect((await cache.read(headers)).signedIn?.person.id).toBe(personId)
  await db().session.deleteMany({})
  expect((await cache.read(headers)).signedIn, 'kept until something is said').not.toBeNull()

  const next = await anAccount('Signing Out')
  await cache.read(headersOf(next.cookies))
  await signOut(headersOf(next.cookies))
  cache.expire(await heard())
  expect((await cache.read(headersOf(next.cookies))).signedIn).toBeNull()

  const third = await anAccount('Suspended One')
  await cache.read(headersOf(third.cookies))
  const admin = await anAccount('Admin One', 'admin')
  await suspend(viewerOf(admin.personId, 'admin'), third.personId, 'x')
  cache.expire(await heard())
  expect(await cache.read(headersOf(third.cookies))).toMatchObject({ signedIn: null, suspension: { reason: 'x' } })
  await unsuspend(viewerOf(admin.personId, 'admin'), third.personId)
  cache.expire(await heard())
  expect(await cache.read(headersOf(third.cookies))).toMatchObject({ signedIn: null, suspension: null })
})

test('a cookie that was changed is not the one that is kept, and nothing is kept while nothing can be heard', async () => {
  let listening = true
  const cache = new SessionCache(() => listening)
  const { cookies } = await anAccount('Two Faced')
  await cache.read(headersOf(cookies))
  const forged = cookies.map(({ name, value }) => ({ name, value: `${value.slice(0, -6)}AAAAAA` }))
  expect((await cache.read(headersOf(forged))).signedIn).toBeNull()
  listening = false
  await db().session.deleteMany({})
  expect((await cache.read(headersOf(cookies))).signedIn).toBeNull()
})
