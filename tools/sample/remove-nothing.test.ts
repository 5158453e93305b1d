import { expect, test } from 'vitest'
import { db } from '../../lib/platform/db/client'
import { removeSample } from './remove'
import { sampleTopics } from './topics'

test('a site that never had a sample loses neither tags with their synonyms nor topics that are called like those of the sample', async () => {
  await db().tag.create({ data: { name: 'tls', synonyms: { create: { name: 'ssl' } } } })
  await db().tag.create({ data: { name: 'wifi' } })
  const { subtopics, ...area } = sampleTopics
  await db().topic.create({ data: area })
  expect(await removeSample()).toMatchObject({ removed: { tags: 0, topics: 0, people: 0 }, kept: [] })
  expect([await db().tag.count(), await db().tagSynonym.count(), await db().topic.count({ where: { slug: area.slug } })]).toEqual([2, 1, 1])
})
