import { expect, test } from 'vitest'
import { aTopic } from '../../../test/factories'
import { db } from '../../platform/db'
import { makeFirstTopic } from './first-topic'

const expired = async () => (await db().pageExpiry.findMany()).flatMap(({ tags }) => tags)

test('a site without topics gets one, once, and its front page is made again; a site that has one gets none', async () => {
  await db().topic.deleteMany()
  await db().pageExpiry.deleteMany()
  expect(await makeFirstTopic(db())).toBe(true)
  expect(await db().topic.count()).toBe(1)
  expect(await expired()).toHaveLength(1)
  await db().pageExpiry.deleteMany()
  expect(await makeFirstTopic(db()), 'once').toBe(false)
  await db().topic.deleteMany()
  await aTopic({ name: 'Their own' })
  await db().pageExpiry.deleteMany()
  expect(await makeFirstTopic(db()), 'beside a topic').toBe(false)
  expect(await db().topic.count()).toBe(1)
  expect(await expired(), 'nothing has changed').toEqual([])
})
