import { expect, test } from 'vitest'
import { aLongThread, aMember, anEditor, aTopic } from '../../../test/factories'
import { deleteReply } from '../../curation/moderation/delete-own'
import { hideReply, restoreReply } from '../../curation/moderation/hide'
import { visitor } from '../../identity/viewer/viewer'
import { db, pool } from '../../platform/db/client'
import { acceptReply, boostReply, editReply, listThreads, postReply, readReplyPlace, readThread } from '.'

const numbersOn = async (id: number, page: number) => (await readThread(visitor, id, page))?.replies.map(({ number }) => number)
const idOfReply = async (threadId: number, number: number) =>
  (await db().reply.findFirstOrThrow({ where: { threadId, number }, select: { id: true } })).id
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i)

test('a thread of 434 replies has fifteen pages, cut by number', async () => {
  const { id } = await aLongThread(434)
  expect((await readThread(visitor, id))?.pageCount).toBe(15)
  expect(await numbersOn(id, 1)).toEqual(range(1, 30))
  expect(await numbersOn(id, 2)).toEqual(range(31, 60))
  expect(await numbersOn(id, 15)).toEqual(range(421, 434))
  for (const page of [16, 71_582_789]) expect(await readThread(visitor, id, page), `page ${page}`).toBeNull()
})

test('hiding a reply leaves a gap and moves nothing', async () => {
  const editor = await anEditor()
  const { id } = await aLongThread(61)
  const second = await idOfReply(id, 2)
  await hideReply(editor, second, 'Spam.')
  expect(await numbersOn(id, 1)).toEqual(range(1, 30).filter((number) => number !== 2))
  expect(await numbersOn(id, 2)).toEqual(range(31, 60))
  expect(await readThread(visitor, id)).toMatchObject({ replyCount: 60, pageCount: 3 })
  await restoreReply(editor, second, '')
  expect(await numbersOn(id, 1)).toEqual(range(1, 30))
})

test('a page whose replies are all hidden is still there, also at the end, where no page leads to it', async () => {
  const { id } = await aLongThread(62)
  const hide = (first: number, last: number) =>
    db().reply.updateMany({ where: { threadId: id, number: { gte: first, lte: last } }, data: { hiddenAt: new Date() } })
  await hide(31, 60)
  expect(await readThread(visitor, id, 2)).toMatchObject({ replies: [], pageCount: 3, newest: 62 })
  await hide(61, 62)
  expect(await readThread(visitor, id, 3)).toMatchObject({ replies: [], pageCount: 1, newest: 30 })
  expect(await readThread(visitor, id, 4)).toBeNull()
})

test('the place of a deleted reply is on the page of its number, also where nothing else of that page is left', async () => {
  const { id } = await aLongThread(61)
  const [author, other] = [await aMember(), await aMember()]
  await db().reply.updateMany({ where: { threadId: id, number: { in: [31, 45] } }, data: { authorId: author.personId } })
  await postReply(other, { threadId: id, body: 'Why?', answersReplyId: await idOfReply(id, 45) })
  for (const number of [31, 45]) await deleteReply(author, await idOfReply(id, number))
  expect(await readThread(visitor, id, 1)).toMatchObject({ tombstones: [], replyCount: 60 })
  expect(await readThread(visitor, id, 2)).toMatchObject({ tombstones: [45] })
  expect(await numbersOn(id, 2)).toEqual(range(32, 60).filter((number) => number !== 45))
  expect((await readThread(visitor, id, 3))?.replies.at(-1)).toMatchObject({ number: 62, answers: 45 })
  expect(await readReplyPlace(visitor, id, 45)).toMatchObject({ id })
  await db().reply.updateMany({ where: { threadId: id, number: { gte: 32, lte: 60 }, deletedAt: null }, data: { hiddenAt: new Date() } })
  expect(await readThread(visitor, id, 2)).toMatchObject({ tombstones: [45], replies: [], pageCount: 3 })
})

test('every page names the newest reply, the accepted ones and the one with the most boosts, and none that is hidden', async () => {
  const editor = await anEditor()
  const [one, other] = [await aMember(), await aMember()]
  const { id } = await aLongThread(70)
  expect(await readThread(visitor, id)).toMatchObject({ newest: 70, accepted: [], boosted: null })
  for (const number of [65, 12]) await acceptReply(editor, await idOfReply(id, number))
  for (const who of [one, other]) await boostReply(who, await idOfReply(id, 40))
  await boostReply(one, await idOfReply(id, 5))
  for (const page of [1, 2, 3])
    expect(await readThread(visitor, id, page), `page ${page}`).toMatchObject({ newest: 70, accepted: [12, 65], boosted: 40 })
  for (const number of [12, 40, 70]) await hideReply(editor, await idOfReply(id, number), 'Spam.')
  expect(await readThread(visitor, id)).toMatchObject({ newest: 69, accepted: [65], boosted: 5 })
})

test('lists know the last reply of a thread that is shown', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const lastReply = async () => (await listThreads(visitor, { scope: { topicId }, sort: 'activity', filter: 'all' })).rows[0]?.lastReply
  const { id } = await aLongThread(31, topicId)
  expect(await lastReply()).toBe(31)
  await hideReply(editor, await idOfReply(id, 31), 'Spam.')
  expect(await lastReply()).toBe(30)
  await db().reply.updateMany({ where: { threadId: id }, data: { hiddenAt: new Date() } })
  expect(await lastReply()).toBeNull()
})

test('any page of a thread takes as many queries, however long the thread', async () => {
  const statements = async (id: number, page: number) => {
    let count = 0
    const original = pool().query.bind(pool())
    // biome-ignore lint/suspicious/noExplicitAny: counting calls, whatever their form.
    const counted = pool() as any
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    counted.query = (...args: any[]) => {
      count++
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      return (original as any)(...args)
    }
    await readThread(visitor, id, page)
    counted.query = original
    return count
  }
  const [short, long] = [await aLongThread(31), await aLongThread(434)]
  expect(await statements(long.id, 15)).toBe(await statements(short.id, 2))
})

test('an edit of a reply expires its page of the thread, the first one and its author’s, and no other page', async () => {
  const author = await aMember()
  const { id } = await aLongThread(434)
  await db().reply.updateMany({ where: { threadId: id, number: 100 }, data: { authorId: author.personId } })
  const { id: last } = await db().pageExpiry.create({ data: { tags: [] } })
  await editReply(author, { replyId: await idOfReply(id, 100), basedOn: 1, body: 'Said better.' })
  const expired = await db().pageExpiry.findMany({ where: { id: { gt: last } }, select: { tags: true } })
  expect(expired.flatMap(({ tags }) => tags).toSorted()).toEqual([`person:${author.personId}`, `replies:${id}:1`, `replies:${id}:4`])
})
