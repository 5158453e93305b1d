import { expect, test } from 'vitest'
import { aMember, anEditor, aTopic } from '../../../test/factories'
import { visitor } from '../../identity/viewer'
import { db } from '../../platform/db'
import { findTopic } from './queries'

const slugOf = async (id: number) => (await db().topic.findUniqueOrThrow({ where: { id } })).slug

test('a topic comes with its subtopics in their order, and its counts are theirs and its own', async () => {
  const id = await aTopic({ name: 'Above' })
  const [second, first] = [await aTopic({ parentId: id }), await aTopic({ parentId: id })]
  const counts = { answeredCount: 1, coveredCount: 2 }
  await db().topic.update({
    where: { id },
    data: { threadCount: 5, ...counts, documentationUrl: 'https://docs.example/', description: 'All.' },
  })
  await db().topic.update({ where: { id: second }, data: { position: 2, threadCount: 10, ...counts } })
  await db().topic.update({ where: { id: first }, data: { position: 1, threadCount: 20, ...counts } })
  const slug = await slugOf(id)
  expect(await findTopic(visitor, slug)).toMatchObject({
    id,
    slug,
    name: 'Above',
    description: 'All.',
    documentationUrl: 'https://docs.example/',
    parent: null,
    threadCount: 35,
    answeredCount: 3,
    coveredCount: 6,
    subtopics: [
      { id: first, threadCount: 20 },
      { id: second, threadCount: 10 },
    ],
  })
})

test('a subtopic names the topic above it', async () => {
  const id = await aTopic({ name: 'Above' })
  const under = await aTopic({ name: 'Under', parentId: id })
  expect(await findTopic(visitor, await slugOf(under))).toMatchObject({
    id: under,
    name: 'Under',
    parent: { slug: await slugOf(id), name: 'Above' },
    subtopics: [],
  })
})

test('what a viewer may not see is missing: the topic, its subtopics and their counts', async () => {
  const id = await aTopic({ visibility: 'members' })
  const closed = await aTopic({ visibility: 'editors', parentId: id })
  await db().topic.update({ where: { id: closed }, data: { threadCount: 7 } })
  const [slug, closedSlug] = [await slugOf(id), await slugOf(closed)]
  expect(await findTopic(visitor, slug)).toBeNull()
  expect(await findTopic(visitor, closedSlug)).toBeNull()
  const member = await aMember()
  expect(await findTopic(member, slug)).toMatchObject({ subtopics: [], threadCount: 0 })
  expect(await findTopic(member, closedSlug)).toBeNull()
  const editor = await anEditor()
  expect(await findTopic(editor, slug)).toMatchObject({ subtopics: [{ id: closed }], threadCount: 7 })
  expect(await findTopic(editor, closedSlug)).toMatchObject({ id: closed })
  expect(await findTopic(editor, 'no-such-topic')).toBeNull()
})
