import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { findNumber } from '../../../components/challenge/solve'
import { anAccount } from '../../../test/accounts'
import { aThread } from '../../../test/factories'
import { postReply } from '../../community/threads'
import type { SignedIn } from '../../identity/accounts'
import { makeChallenge } from '../../identity/challenge'
import { viewerOf } from '../../identity/viewer'
import { db } from '../../platform/db'
import { env, setNewcomers } from '../../platform/env/env'
import { noteScreened, type Sent, screenPost } from './screen-post'

const usual = env().newcomers
afterEach(() => setNewcomers(usual))

async function someone(name: string, role: 'member' | 'editor' = 'member'): Promise<SignedIn> {
  const { personId, email } = await anAccount(name, role)
  const { id, createdAt } = await db().user.findUniqueOrThrow({ where: { personId } })
  const person = { id: personId, name, displayName: name, role }
  return { viewer: { ...viewerOf(personId, role), personId }, person, user: { id, email, createdAt }, sessionId: '' }
}

async function postsOf({ viewer }: SignedIn, count: number): Promise<void> {
  const thread = await aThread()
  for (let i = 0; i < count; i++) await postReply(viewer, { threadId: thread.id, body: `Post ${i}.` })
}

const sent = (body: string, more: Partial<Sent> = {}): Sent => ({
  kind: 'reply',
  title: '',
  body,
  address: '192.0.2.1',
  userAgent: 'A browser',
  proof: '',
  ...more,
})
const proven = async () => {
  const challenge = await makeChallenge()
  const number = await findNumber({ maxnumber: 0, ...challenge })
  return { ...plain, proof: Buffer.from(JSON.stringify({ ...challenge, number })).toString('base64') }
}
const plain = sent('I have the same question as you.')
const links = sent('Buy: https://a.example/x https://b.example/y')

test('nothing is held of a member’s plain post, as long as nobody has set it', async () => {
  expect(await screenPost(await someone('Plain Newcomer'), plain)).toMatchObject({ hold: null })
})

test('the first posts wait as often as it is set, for members alone; hidden ones do not count', async () => {
  setNewcomers({ ...usual, heldPosts: 2 })
  const member = await someone('First Poster')
  expect(await screenPost(member, plain)).toMatchObject({ hold: 'first' })
  await postsOf(member, 1)
  expect(await screenPost(member, plain)).toMatchObject({ hold: 'first' })
  await postsOf(member, 1)
  expect(await screenPost(member, plain)).toMatchObject({ hold: null })
  await db().reply.updateMany({ where: { authorId: member.person.id }, data: { hiddenAt: new Date() } })
  expect(await screenPost(member, plain)).toMatchObject({ hold: 'first' })
  expect(await screenPost(await someone('First Editor', 'editor'), plain)).toMatchObject({ hold: null })
})

test('links without words are held of new members, and not of someone who has posted five times', async () => {
  const member = await someone('Linking Member')
  expect(await screenPost(member, links)).toMatchObject({ hold: 'links' })
  setNewcomers({ ...usual, spamRules: false })
  expect(await screenPost(member, links)).toMatchObject({ hold: null })
  setNewcomers(usual)
  await postsOf(member, 5)
  expect(await screenPost(member, links)).toEqual({ hold: null, traces: null })
})

test('a text that a new member has posted is held when another new member repeats it, also if the first was held', async () => {
  const [first, second] = [await someone('Repeated One'), await someone('Repeating One')]
  const text = sent('These pumps are the very best that money can buy, and they have never once stopped humming.')
  const screening = await screenPost(first, text)
  expect(screening.hold).toBeNull()
  await noteScreened(screening, first.person.id, 'reply 1')
  await noteScreened(screening, first.person.id, 'reply 1')
  expect(await screenPost(second, { ...text, body: text.body.toUpperCase() })).toMatchObject({ hold: 'repeated' })
  await db().spamTrace.updateMany({ data: { at: new Date(Date.now() - 8 * 86_400_000) } })
  expect(await screenPost(second, text)).toMatchObject({ hold: null })
})

test('a link is held when it was in three posts of new members before', async () => {
  const member = await someone('Linked Member')
  const withLink = (i: number) => sent(`Number ${i} says that this page explains it well: https://often.example/page`)
  for (let i = 1; i <= 3; i++) {
    const screening = await screenPost(member, withLink(i))
    expect(screening.hold).toBeNull()
    await noteScreened(screening, member.person.id, `reply ${100 + i}`)
  }
  expect(await screenPost(member, withLink(4))).toMatchObject({ hold: 'repeated' })
})

test('the first post needs a proof of work where that is set, and is held for an account that was made without one', async () => {
  setNewcomers({ ...usual, challenge: true })
  const member = await someone('Proving Member')
  expect(await screenPost(member, plain)).toMatchObject({ hold: 'challenge' })
  expect(await screenPost(member, await proven())).toMatchObject({ hold: null })
  await db().user.update({ where: { id: member.user.id }, data: { challengeMissed: true } })
  expect(await screenPost(member, await proven())).toMatchObject({ hold: 'challenge' })
  await postsOf(member, 1)
  expect(await screenPost(member, plain)).toMatchObject({ hold: null })
})

test('a spam service is asked about new members alone; what it calls spam is held, and so is what it does not answer', async () => {
  const asked: string[] = []
  let answer = 'true'
  const server = http.createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    asked.push(new URLSearchParams(text).get('comment_content') ?? '')
    if (answer) response.end(answer)
    else response.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  setNewcomers({ ...usual, spamService: { url, key: 'key' } })
  const member = await someone('Asked Member')
  expect(await screenPost(member, plain)).toMatchObject({ hold: 'service' })
  answer = 'false'
  expect(await screenPost(member, { ...plain, kind: 'thread', title: 'A title' })).toMatchObject({ hold: null })
  expect(asked).toEqual([plain.body, `A title\n\n${plain.body}`])
  answer = ''
  for (let i = 0; i < 5; i++) expect(await screenPost(member, plain), `try ${i}`).toMatchObject({ hold: 'service_down' })
  expect(asked.length, 'after three failures nobody waits for it').toBeLessThan(7)
  await postsOf(member, 5)
  const before = asked.length
  expect(await screenPost(member, plain)).toMatchObject({ hold: null })
  expect(asked).toHaveLength(before)
  server.closeAllConnections()
  server.close()
})
