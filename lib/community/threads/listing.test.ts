import { expect, test } from 'vitest'
import { aMember, aThread, aTopic } from '../../../test/factories'
import { visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { listThreads } from './listing'

test('a list holds the threads of a topic with its subtopics, of a tag or of an author, and no others', async () => {
  const [by, parentId] = [await aMember(), await aTopic()]
  const topicId = await aTopic({ parentId })
  const mine = await aThread({ by, topicId, title: 'Mine below' })
  const tagged = await aThread({ topicId: parentId, title: 'Tagged above', tags: ['pulley'] })
  await aThread({ title: 'Elsewhere' })
  const { id: tagId } = await db().tag.findUniqueOrThrow({ where: { name: 'pulley' } })
  const listed = async (scope: Parameters<typeof listThreads>[1]['scope']) =>
    (await listThreads(visitor, { scope, sort: 'newest', filter: 'all' })).rows.map(({ id }) => id)
  expect(await listed({ topicId: parentId })).toEqual([tagged.id, mine.id])
  expect(await listed({ topicId })).toEqual([mine.id])
  expect(await listed({ tagId })).toEqual([tagged.id])
  expect(await listed({ authorId: by.personId })).toEqual([mine.id])
})
