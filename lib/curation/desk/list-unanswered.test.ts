import { expect, test, vi } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { acceptReply, postReply, setThreadState } from '../../community/threads'
import { visitor } from '../../identity/viewer'
import { db, pool } from '../../platform/db'
import { hideThread } from '../moderation/hide'
import { listUnanswered } from './list-unanswered'
import type { UnansweredRequest } from './unanswered-request'

const longest: UnansweredRequest = { state: 'unanswered', sort: 'oldest' }

/** An editor, a topic of the test’s own, and its slug: the queue of everything has threads of other tests. */
async function aQueue() {
  const id = await aTopic()
  const { slug } = await db().topic.findUniqueOrThrow({ where: { id } })
  const editor = await anEditor()
  const titles = async (request: Partial<UnansweredRequest> = {}) =>
    (await listUnanswered(editor, { ...longest, topic: slug, ...request })).rows.map(({ title }) => title)
  return { id, slug, editor, titles }
}

const day = (n: number) => new Date(Date.now() - n * 86_400_000)

test('the queue has what nothing settles, the thread that waits longest first, or the newest, or the most viewed', async () => {
  const { id: topicId, slug, editor, titles } = await aQueue()
  const old = await aThread({ topicId, title: 'Old', at: day(30) })
  const mid = await aThread({ topicId, title: 'Mid', at: day(20) })
  await aThread({ topicId, title: 'New', at: day(1) })
  await db().thread.update({ where: { id: mid.id }, data: { viewCount: 9 } })
  const settled = await aThread({ topicId, title: 'Settled', at: day(40) })
  await acceptReply(editor, (await postReply(await aMember(), { threadId: settled.id, body: 'So it is.' })).id)
  await hideThread(editor, (await aThread({ topicId, title: 'Hidden' })).id, 'Spam.')
  expect(await titles()).toEqual(['Old', 'Mid', 'New'])
  expect(await titles({ sort: 'newest' })).toEqual(['New', 'Mid', 'Old'])
  expect(await titles({ sort: 'views' })).toEqual(['Mid', 'New', 'Old'])
  expect(await titles({ state: 'answered' })).toEqual(['Settled'])
  await setThreadState(editor, old.id, 'closed')
  expect((await listUnanswered(editor, { ...longest, topic: slug })).rows.map(({ title, closed }) => [title, closed])).toEqual([
    ['Old', true],
    ['Mid', false],
    ['New', false],
  ])
})

test('filters leave the threads of a topic with its subtopics, of a tag, of an age, of many views, or without any reply', async () => {
  const { id: parentId, editor, titles } = await aQueue()
  const below = await aTopic({ parentId })
  const { slug: belowSlug } = await db().topic.findUniqueOrThrow({ where: { id: below } })
  await aThread({ topicId: parentId, title: 'Two years', at: day(730) })
  await aThread({ topicId: below, title: 'Forty days', at: day(40), tags: ['winch'] })
  const week = await aThread({ topicId: parentId, title: 'Three days', at: day(3), tags: ['winch'] })
  const today = await aThread({ topicId: parentId, title: 'Today', at: day(0.1) })
  await db().thread.update({ where: { id: today.id }, data: { viewCount: 100 } })
  await postReply(await aMember(), { threadId: week.id, body: 'Perhaps.' })
  const { id: tagId } = await db().tag.findUniqueOrThrow({ where: { name: 'winch' } })
  await db().tagSynonym.create({ data: { name: 'windlass', tagId } })
  expect(await titles()).toHaveLength(4)
  expect(await titles({ topic: belowSlug })).toEqual(['Forty days'])
  expect(await titles({ tag: 'winch' })).toEqual(['Forty days', 'Three days'])
  expect(await titles({ tag: 'windlass', topic: undefined })).toEqual(['Forty days', 'Three days'])
  expect(await titles({ age: 'day' })).toEqual(['Today'])
  expect(await titles({ age: 'week' })).toEqual(['Three days', 'Today'])
  expect(await titles({ age: 'month' })).toEqual(['Three days', 'Today'])
  expect(await titles({ age: 'year' })).toEqual(['Forty days', 'Three days', 'Today'])
  expect(await titles({ age: 'older' })).toEqual(['Two years'])
  expect(await titles({ views: 100 })).toEqual(['Today'])
  expect(await titles({ views: 100, sort: 'views' })).toEqual(['Today'])
  expect(await titles({ silent: true, tag: 'winch' })).toEqual(['Forty days'])
  expect(await titles({ silent: true, age: 'year', sort: 'views' })).toEqual(['Today', 'Forty days'])
  expect(await titles({ tag: 'there-is-none' })).toEqual([])
  expect(await listUnanswered(editor, { ...longest, topic: 'there-is-none' })).toMatchObject({ rows: [], next: null, topic: null })
})

test('pages follow each other without a gap or a repetition, also where all were asked or viewed alike', async () => {
  const { id: topicId, editor, slug } = await aQueue()
  const ids: number[] = []
  for (let i = 0; i < 7; i++) ids.push((await aThread({ topicId, at: new Date('2026-01-02T03:04:05.678Z') })).id)
  for (const sort of ['oldest', 'newest', 'views'] as const) {
    const found: number[] = []
    let after: string | null | undefined
    for (let pages = 0; pages < 4 && after !== null; pages++) {
      const page = await listUnanswered(editor, { ...longest, sort, topic: slug, after: after ?? undefined, countMax: 3 })
      found.push(...page.rows.map(({ id }) => id))
      after = page.next
    }
    expect(after).toBeNull()
    expect(found).toEqual(sort === 'oldest' ? ids : ids.toReversed())
  }
})

test('only editors read the queue', async () => {
  for (const viewer of [visitor, await aMember()])
    await expect(listUnanswered(viewer, longest)).rejects.toMatchObject({ code: 'forbidden' })
  const editors = await aTopic({ visibility: 'editors' })
  const { slug } = await db().topic.findUniqueOrThrow({ where: { id: editors } })
  await aThread({ topicId: editors, title: 'Among editors' })
  expect((await listUnanswered(await anEditor(), { ...longest, topic: slug })).rows).toMatchObject([
    { title: 'Among editors', closed: false },
  ])
})

test('a page takes the same number of queries with one thread and with many', async () => {
  const { id: topicId, editor, slug } = await aQueue()
  const queries = vi.spyOn(pool(), 'query')
  const cost = async () => {
    queries.mockClear()
    await listUnanswered(editor, { ...longest, topic: slug, tag: 'costly' })
    return queries.mock.calls.length
  }
  await aThread({ topicId, tags: ['costly'] })
  const one = await cost()
  for (let i = 0; i < 12; i++) await aThread({ topicId, tags: ['costly'] })
  expect([one, await cost()]).toEqual([4, 4])
  queries.mockRestore()
})
