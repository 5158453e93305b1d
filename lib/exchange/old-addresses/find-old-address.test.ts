import { expect, test } from 'vitest'
import { aMember, aThread, aTopic } from '../../../test/factories'
import { postReply } from '../../community/threads'
import { hideThread } from '../../curation/moderation'
import { system, visitor } from '../../identity/viewer'
import { db } from '../../platform/db'
import { urls } from '../../shared'
import { findOldAddress } from './find-old-address'

const keep = (address: string, kind: 'thread' | 'reply' | 'topic', subjectId: number) =>
  db().oldAddress.create({ data: { address, kind, subjectId } })

test('an address of Discourse leads to its topic or post, whatever its slug, and to the topic where the post is not known', async () => {
  const thread = await aThread()
  const { id, number } = await postReply(await aMember(), { threadId: thread.id, body: 'An answer.' })
  await keep('/t/4711', 'thread', thread.id)
  await keep('/t/4711/2', 'reply', id)
  const here = urls.thread(thread)
  for (const path of ['/t/4711', '/t/4711/', '/t/any-slug/4711', '/t/another-slug/4711/9'])
    expect(await findOldAddress(visitor, path), path).toBe(here)
  for (const path of ['/t/4711/2', '/t/any-slug/4711/2']) expect(await findOldAddress(visitor, path), path).toBe(`${here}/${number}`)
  expect(await findOldAddress(visitor, '/t/any-slug/4712')).toBeNull()
})

test('an address of Stack Exchange leads to its question, or to the answer that it names', async () => {
  const thread = await aThread()
  const { id, number } = await postReply(await aMember(), { threadId: thread.id, body: 'An answer.' })
  await keep('/questions/815', 'thread', thread.id)
  await keep('/a/816', 'reply', id)
  const here = urls.thread(thread)
  for (const path of ['/questions/815', '/q/815', '/questions/815/any-slug', '/questions/815/any-slug/999'])
    expect(await findOldAddress(visitor, path), path).toBe(here)
  for (const path of ['/a/816', '/a/816/44', '/questions/815/any-slug/816'])
    expect(await findOldAddress(visitor, path), path).toBe(`${here}/${number}`)
})

test('an old address of something that the viewer may not see leads nowhere', async () => {
  const topicId = await aTopic({ visibility: 'editors' })
  const secret = await aThread({ topicId })
  await keep('/t/5000', 'thread', secret.id)
  await keep('/c/secret', 'topic', topicId)
  expect(await findOldAddress(visitor, '/t/5000')).toBeNull()
  expect(await findOldAddress(visitor, '/c/secret')).toBeNull()
  expect(await findOldAddress(system, '/t/5000')).toBe(urls.thread(secret))
  const hidden = await aThread()
  await keep('/t/5001', 'thread', hidden.id)
  await hideThread(system, hidden.id, 'Off the point.')
  expect(await findOldAddress(visitor, '/t/5001')).toBeNull()
})
