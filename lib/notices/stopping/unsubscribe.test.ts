import { expect, test } from 'vitest'
import { aReader } from '../../../test/factories'
import { db } from '../../platform/db'
import { noticeKindNames } from '../events'
import { readUnsubscribe, unsubscribe } from '.'
import { readToken, tokenOf } from './unsubscribe-token'

const channelsOf = async (personId: number) =>
  Object.fromEntries((await db().noticeSetting.findMany({ where: { personId } })).map(({ kind, channel }) => [kind, channel]))

test('a token says whose mails and which, and only the site makes it', () => {
  const token = tokenOf({ personId: 7, which: ['reply', 'mention', 'reply'] })
  expect(readToken(token)).toEqual({ personId: 7, which: ['mention', 'reply'] })
  expect(readToken(token.replace('7', '8'))).toBeNull()
  expect(readToken(token.replace('mention', 'thread'))).toBeNull()
  expect(readToken(`${token.slice(0, -2)}xx`)).toBeNull()
  for (const other of ['', 'x', '7.all', '7.all.', '7.all.ä']) expect(readToken(other)).toBeNull()
})

test('it stops what it names and nothing else, as often as it is used', async () => {
  const { personId } = await aReader()
  const other = await aReader()
  const token = tokenOf({ personId, which: ['post_hidden'] })
  expect(readUnsubscribe(token)?.labels).toEqual(['your post, when an editor hides or restores it'])
  for (let i = 0; i < 2; i++) expect(await unsubscribe(token)).toBe(true)
  expect(await channelsOf(personId), 'kinds that are one choice').toEqual({ post_hidden: 'inbox', post_restored: 'inbox' })
  expect(await channelsOf(other.personId)).toEqual({})
  expect(await unsubscribe('7.all.x')).toBe(false)
})

test('a digest is stopped by itself, and all mails by a word', async () => {
  const { personId } = await aReader()
  await db().noticeSetting.createMany({
    data: [
      { personId, kind: 'reply', channel: 'daily' },
      { personId, kind: 'thread', channel: 'weekly' },
    ],
  })
  await unsubscribe(tokenOf({ personId, which: 'daily' }))
  expect(await channelsOf(personId)).toEqual({ reply: 'inbox', thread: 'weekly' })
  await unsubscribe(tokenOf({ personId, which: 'daily' }), true)
  expect(await channelsOf(personId)).toEqual(Object.fromEntries(noticeKindNames.map((kind) => [kind, 'inbox'])))
})

test('what waited to be mailed is not mailed', async () => {
  const { personId } = await aReader()
  const event = await db().event.create({ data: { kind: 'mention' } })
  await db().notice.create({ data: { personId, eventId: event.id, kind: 'mention', mailAt: new Date() } })
  await unsubscribe(tokenOf({ personId, which: ['mention'] }))
  expect(await db().notice.findFirstOrThrow({ where: { personId } })).toMatchObject({ mailAt: null, readAt: null })
})
