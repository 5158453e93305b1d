import { expect, test } from 'vitest'
import { aThread, aTopic } from '../../../test/factories'
import { visitor } from '../../identity/viewer'
import { db } from '../../platform/db'
import { listTagNames } from './queries'

test('completion offers tags that begin so, the most used first, and escapes nothing of theirs', async () => {
  const topicId = await aTopic()
  for (const tags of [['okapi', 'okapi-milk'], ['okapi-milk'], ['the-okapi'], ['okapi_x']]) await aThread({ topicId, tags })
  expect(await listTagNames(visitor, 'Okapi', 8)).toEqual(['okapi-milk', 'okapi', 'okapi_x'])
  expect(await listTagNames(visitor, '#okapi m', 8)).toEqual(['okapi-milk'])
  expect(await listTagNames(visitor, 'okapi', 2)).toHaveLength(2)
  expect(await listTagNames(visitor, '%', 8)).toEqual([])
  expect(await listTagNames(visitor, ' ', 8)).toEqual([])
})

test('a tag is offered only to those who may see a thread that has it', async () => {
  const topicId = await aTopic()
  await aThread({ topicId, tags: ['quokka-plans'] })
  expect(await listTagNames(visitor, 'quokka', 8)).toEqual(['quokka-plans'])
  await db().topic.update({ where: { id: topicId }, data: { visibility: 'editors' } })
  expect(await listTagNames(visitor, 'quokka', 8)).toEqual([])
})
