import { expect, test } from '@playwright/test'
import { comparable, longThread, presentAddress, presentServed } from '../test/upgrade/changed-on-purpose'
import { placePictures, readExpected, upgradeSecret } from '../test/upgrade/load-dump'
import { readAddresses, type Served, sendForm } from '../test/upgrade/read-site'
import { anOwnSite, type OwnSite } from './support/own-site'

// A site of an earlier version after an update: test/upgrade/README.md. No browser is needed, only what is served.
const expected = readExpected()
let site: OwnSite
let origin: string
test.beforeAll(async () => {
  site = await anOwnSite({ upgraded: true, settings: { CAIRN_SECRET: upgradeSecret } })
  origin = site.urls[0] as string
  placePictures(site.dataDir)
})
test.afterAll(() => site?.stop())

const signIn = async (email: string) => {
  await site.sql('delete from rate_count')
  return sendForm(origin, '/sign-in', { email, password: expected.password, next: '/' })
}
const compared = (served: Record<string, Served>) =>
  Object.fromEntries(Object.entries(served).map(([address, each]) => [address, comparable(address, each)]))

for (const role of ['visitor', 'member', 'editor', 'admin'] as const) {
  test(`every address, page and counter is as before for a reader who is ${role}`, async () => {
    const cookie = role === 'visitor' ? '' : (await signIn(expected.accounts[role])).cookie
    const before = expected.served[role]
    const served = await readAddresses(origin, Object.keys(before).map(presentAddress), cookie)
    const present = Object.fromEntries(Object.entries(before).map(([address, each]) => [presentAddress(address), presentServed(each)]))
    expect(compared(served)).toEqual(compared(present))
  })
}

test('a thread that was on one page has all its posts on several, in the same order', async () => {
  const address = Object.keys(expected.served.visitor).find((each) => longThread.test(each)) as string
  const pages = [address, `${address}?from=31`, `${address}?from=61`]
  const served = await readAddresses(origin, [...pages, `${address}?from=91`], '')
  expect(served[`${address}?from=91`]?.status).toBe(404)
  expect(pages.flatMap((each) => served[each]?.page?.posts ?? [])).toEqual(expected.served.visitor[address]?.page?.posts)
})

test('an address whose page has moved leads to where it is now', async () => {
  const moved = Object.keys(expected.served.member).filter((address) => presentAddress(address) !== address)
  expect(moved.length).toBeGreaterThan(0)
  for (const address of moved) {
    const { status, headers } = await fetch(`${origin}${address}`, { redirect: 'manual' })
    expect([status, headers.get('location')], address).toEqual([308, presentAddress(address)])
  }
})

test('accounts sign in with the passwords they had, and one that was suspended does not', async () => {
  expect(await signIn(expected.handedOver)).toMatchObject({ status: 303, to: '/' })
  expect((await signIn(expected.suspended)).status).not.toBe(303)
})

/** Addresses that forms of the old version were sent to, with something that is there; /first-admin was not, with an admin. */
const formAddresses = [
  ...['/sign-in', '/sign-out', '/sign-up', '/forgot', '/reset', '/settings', '/settings/password', '/settings/claim'],
  ...[
    '/settings/passkeys',
    '/settings/sessions',
    '/admin/people',
    '/admin/people/Bo-Cedar',
    '/admin/topics',
    '/admin/tags',
    '/admin/search',
  ],
  ...['/admin/mail', '/answers/new', '/answers/tls-handshake-fails/edit', '/answers/tls-handshake-fails/revisions/1'],
  ...['/answers/tls-handshake-fails/archive', '/answers/tls-handshake-fails/coverage', '/answers/tls-handshake-fails/related'],
  ...['/desk/hidden', '/desk/contested', '/desk/duplicates', '/threads/1/judge', '/threads/1/related', '/threads/1/duplicate'],
  ...['/threads/1/reply', '/threads/1/edit', '/threads/1/move', '/threads/1/posts/0', '/threads/1/posts/1/edit'],
  ...['/ask', '/ask/draft', '/ask/settled', '/preview', '/uploads'],
]

test('forms are taken at the addresses they had', async () => {
  const refused = []
  for (const address of formAddresses) {
    const { status } = await sendForm(origin, address, {})
    // Of a visitor nothing is taken, but there is somebody to say so.
    if (status === 404 || status === 405 || status >= 500) refused.push(`${address} ${status}`)
  }
  expect(refused).toEqual([])
  expect((await sendForm(origin, '/threads/1/no-such-form', {})).status, 'what no form was sent to').toBe(405)
})

test('an open page of the old version still tells what is the reader’s own, and takes whether an answer settles the question', async () => {
  const rows = (name: string) => (expected.stored[name] ?? []).map((line) => JSON.parse(line))
  const personId = rows('accounts').find(([, email]) => email === expected.accounts.member)?.[2]
  const asked = new Set(rows('threads').flatMap(([id, , , authorId]) => (authorId === personId ? [id] : [])))
  const [threadId, answerId] = rows('coverage').find(([id, , , verdict]) => asked.has(id) && verdict === 'unjudged') ?? []
  const { cookie } = await signIn(expected.accounts.member)
  const own = await fetch(`${origin}/threads/${threadId}/mine`, { headers: { Cookie: cookie } })
  expect([own.status, typeof (await own.json())]).toEqual([200, 'object'])
  const taken = await fetch(`${origin}/threads/${threadId}/judge`, {
    method: 'POST',
    headers: { Cookie: cookie, Origin: origin },
    body: new URLSearchParams({ answer: String(answerId), verdict: 'accepted', reason: '' }),
  })
  expect(taken.status).toBe(200)
  const { rows: now } = await site.sql('select verdict from coverage where thread_id = $1 and answer_id = $2', [threadId, answerId])
  expect(now).toEqual([{ verdict: 'accepted' }])
})
