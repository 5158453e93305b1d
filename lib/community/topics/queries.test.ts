import { expect, test } from 'vitest'
import { aMember, aThread, aTopic } from '../../../test/factories'
import { visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { acceptReply, postReply } from '../threads'
import { findTopic, listTopics, placesOf } from './queries'

test('a topic counts its threads and those of the subtopics that the viewer may see, and lists these', async () => {
  const parentId = await aTopic({ name: 'Rivers' })
  const open = await aTopic({ name: 'Locks', parentId })
  const closed = await aTopic({ name: 'Dams', parentId, visibility: 'members' })
  const by = await aMember()
  for (const topicId of [parentId, open, open, closed]) await aThread({ by, topicId })
  const answered = await aThread({ by, topicId: open })
  await acceptReply(by, (await postReply(await aMember(), { threadId: answered.id, body: 'So.' })).id)
  const { slug } = await db().topic.findUniqueOrThrow({ where: { id: parentId } })
  const forVisitor = await listTopics(visitor)
  expect(forVisitor).toMatchObject([{ id: parentId, threadCount: 4, answeredCount: 1, coveredCount: 0, parent: null }])
  expect(forVisitor[0]?.subtopics).toMatchObject([{ id: open, name: 'Locks', threadCount: 3 }])
  expect(await findTopic(visitor, slug)).toEqual(forVisitor[0])
  expect(await findTopic(by, slug)).toMatchObject({ threadCount: 5, subtopics: [{ name: 'Locks' }, { name: 'Dams', threadCount: 1 }] })
  expect(placesOf(forVisitor).map(({ label }) => label)).toEqual(['Rivers', 'Rivers: Locks'])
})

test('a hidden parent hides its subtopics', async () => {
  const parentId = await aTopic({ visibility: 'members' })
  const { slug } = await db().topic.findUniqueOrThrow({ where: { id: await aTopic({ parentId }) } })
  expect(await findTopic(visitor, slug)).toBeNull()
  expect(await findTopic(await aMember(), slug)).toMatchObject({ parent: { slug: expect.any(String) } })
})
