import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { anAccount } from '../../../test/accounts'
import { eventually } from '../../../test/eventually'
import { aReader, aTopic } from '../../../test/factories'
import { postReply, startThread } from '../../community/threads'
import { readSignedIn, type SignedIn } from '../../identity/accounts'
import { continueFanOut } from '../../notices/delivery'
import { db } from '../../platform/db'
import { env } from '../../platform/env'
import { followExpiries } from '../../platform/expiry'
import { type LiveBounds, LiveNotices } from './live-notices'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function aPerson(): Promise<SignedIn> {
  const { cookies } = await anAccount(`Listener ${crypto.randomUUID().slice(0, 8)}`)
  const { signedIn } = await readSignedIn(new Headers({ cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }))
  if (!signedIn) throw new Error('Nobody is signed in.')
  return signedIn
}

/** A server that keeps connections for the people that addresses name by number, and hears of notices as a web process does. */
async function aServer(people: (SignedIn | null)[], bounds?: LiveBounds) {
  const live = new LiveNotices(bounds)
  const follower = followExpiries(
    env().databaseUrl as string,
    () => undefined,
    () => undefined,
    { notice_heard: (id) => live.hear(id) },
  )
  const server = http.createServer((request, response) => void live.open(people[Number(request.url?.slice(1))] ?? null, response))
  await new Promise<void>((resolve) => server.listen(0, resolve))
  ends.push(
    () => follower.stop(),
    () => new Promise((resolve) => server.close(resolve)),
    () => live.close(),
  )
  await eventually(() => expect(follower.listening()).toBe(true))
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  return { live, listen: (who: number) => listen(`${url}/${who}`) }
}

/** What a browser would be told, as it comes. */
async function listen(url: string) {
  const told: string[] = []
  const { status, response } = await new Promise<{ status: number; response: http.IncomingMessage }>((resolve, reject) => {
    http.get(url, (response) => resolve({ status: response.statusCode ?? 0, response })).on('error', reject)
  })
  const ended = new Promise<void>((resolve) => response.on('close', resolve))
  response.on('data', (chunk: Buffer) => told.push(...[...String(chunk).matchAll(/^data: (.*)$/gm)].map(([, data]) => data as string)))
  return { status, told, ended, leave: () => response.destroy() }
}

test('someone who is connected is told of a new notice, and nobody else is', async () => {
  const [asker, other] = [await aPerson(), await aPerson()]
  const { listen } = await aServer([asker, other])
  const [one, same, another] = [await listen(0), await listen(0), await listen(1)]
  await eventually(() => expect([one.told, same.told, another.told]).toEqual([['0'], ['0'], ['0']]))
  const thread = await startThread(asker.viewer, { topicId: await aTopic(), title: 'Asked', body: 'Why?' })
  await postReply(await aReader(), { threadId: thread.id, body: 'Because.' })
  while (await continueFanOut());
  await eventually(() =>
    expect([one.told, same.told]).toEqual([
      ['0', '1'],
      ['0', '1'],
    ]),
  )
  expect(another.told).toEqual(['0'])
})

test('there is room for a few connections of one person, and for so many in all; what is left makes room', async () => {
  const people = [await aPerson(), await aPerson()]
  const { live, listen } = await aServer(people, { one: 2, all: 3 })
  const first = await listen(0)
  expect((await listen(0)).status).toBe(200)
  expect((await listen(0)).status).toBe(429)
  expect((await listen(1)).status).toBe(200)
  expect((await listen(1)).status).toBe(503)
  expect((await listen(7)).status, 'nobody is signed in: a browser asks no more').toBe(204)
  first.leave()
  await eventually(() => expect(live.size).toBe(2))
  expect((await listen(1)).status).toBe(200)
})

test('a connection is ended when its session is, or its person has another role, and all are before a shutdown', async () => {
  const [leaving, promoted, staying] = [await aPerson(), await aPerson(), await aPerson()]
  const { live, listen } = await aServer([leaving, promoted, staying])
  const [first, second, third] = [await listen(0), await listen(1), await listen(2)]
  await db().session.delete({ where: { id: leaving.sessionId } })
  await db().person.update({ where: { id: promoted.person.id }, data: { role: 'editor' } })
  await live.checkSessions()
  await Promise.all([first.ended, second.ended])
  await eventually(() => expect(live.size).toBe(1))
  live.close()
  await third.ended
  expect((await listen(2)).status).toBe(503)
})
