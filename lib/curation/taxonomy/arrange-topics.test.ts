import { expect, test } from 'vitest'
import { anEditor, aThread, aTopic } from '../../../test/factories'
import { findTopic, listTopics } from '../../community/topics'
import { visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { arrangeTopics } from './arrange-topics'
import { listAllTopics } from './list-topics'

const lineOf = async (id: number) => db().topic.findUniqueOrThrow({ where: { id }, select: { id: true, name: true, slug: true } })
const order = async () => (await listTopics(visitor)).map(({ id }) => id)

test('many topics are renamed at once; old addresses are kept, and nothing is saved if one line can’t be', async () => {
  const admin = { ...(await anEditor()), admin: true }
  const [gas, oil, fire] = [await aTopic({ name: 'cat-1' }), await aTopic({ name: 'cat-2' }), await aTopic({ name: 'Fire' })]
  const { slug } = await lineOf(gas)
  const line = async (id: number, name: string, to?: string) => {
    const was = await lineOf(id)
    return { id, name, slug: to ?? was.slug, was }
  }
  const lines = [await line(gas, 'Gas', 'gas'), await line(oil, 'Oil', '')]
  await expect(arrangeTopics(await anEditor(), lines, null)).rejects.toMatchObject({ code: 'forbidden' })
  const taken = (await lineOf(fire)).slug
  await expect(arrangeTopics(admin, [...lines, await line(fire, '  ')], null)).rejects.toMatchObject({
    message: 'Fire: A topic needs a name.',
  })
  await expect(arrangeTopics(admin, [await line(gas, 'Gas', taken)], null)).rejects.toMatchObject({
    message: 'cat-1: Another topic has this address.',
  })
  expect((await lineOf(gas)).name).toBe('cat-1')
  await arrangeTopics(admin, lines, null)
  expect([await lineOf(gas), await lineOf(oil)]).toMatchObject([
    { name: 'Gas', slug: 'gas' },
    { name: 'Oil', slug: 'oil' },
  ])
  expect(await db().oldAddress.findUnique({ where: { address: `/topics/${slug}` } })).toMatchObject({ subjectId: gas })

  // Someone who has had the table open since before: what they did not change stays, what they did is told.
  const [, old] = lines
  await arrangeTopics(admin, [{ id: gas, name: 'cat-1', slug, was: { name: 'cat-1', slug } }], null)
  expect((await lineOf(gas)).name).toBe('Gas')
  await expect(arrangeTopics(admin, [{ ...(old as NonNullable<typeof old>), name: 'Petrol' }], null)).rejects.toMatchObject({
    code: 'conflict',
    message: 'cat-2: Someone has renamed it since: it is Oil at /topics/oil now.',
  })
})

test('a topic moves by a step among those of its level, and stays at an end', async () => {
  const admin = { ...(await anEditor()), admin: true }
  await db().topic.updateMany({ data: { position: 0 } })
  const [a = 0, b = 0, ...others] = await order()
  await arrangeTopics(admin, [], { id: b, by: -1 })
  expect(await order()).toEqual([b, a, ...others])
  await arrangeTopics(admin, [], { id: b, by: -1 })
  expect(await order()).toEqual([b, a, ...others])
  const [one, two] = [await aTopic({ parentId: a }), await aTopic({ parentId: a })]
  await arrangeTopics(admin, [], { id: one, by: 1 })
  expect((await listTopics(visitor)).find(({ id }) => id === a)?.subtopics.map(({ id }) => id)).toEqual([two, one])
  expect(await order()).toEqual([b, a, ...others])
})

test('the administration counts threads of a topic as all pages do: with those of its subtopics', async () => {
  const admin = { ...(await anEditor()), admin: true }
  const above = await aTopic()
  const below = await aTopic({ parentId: above })
  for (const topicId of [above, below, below]) await aThread({ topicId })
  const counts = (await listAllTopics(admin)).filter(({ id }) => id === above || id === below)
  expect(counts.map(({ threadCount }) => threadCount)).toEqual([3, 2])
  expect((await findTopic(visitor, (await lineOf(above)).slug))?.threadCount).toBe(3)
})
