import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { aMember, aThread } from '../../../test/factories'
import { postReply } from '../../community/threads'
import { db } from './client'
import { transaction } from './transaction'

test('a transaction never sends a query while another of its own runs', async () => {
  const { id } = await aThread()
  await postReply(await aMember(), { threadId: id, body: 'x' })
  const running = new Map<pg.Client, number>()
  let most = 0
  const query = pg.Client.prototype.query
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...words: unknown[]) {
    const now = (running.get(this) ?? 0) + 1
    running.set(this, now)
    most = Math.max(most, now)
    const result = (query as (...all: unknown[]) => unknown).apply(this, words)
    void Promise.resolve(result)
      .catch(() => undefined)
      .then(() => running.set(this, (running.get(this) ?? 1) - 1))
    return result
  } as never)
  // Several relations at once, and several calls at once.
  await transaction(async (tx) => {
    await tx.thread.findUniqueOrThrow({
      where: { id },
      include: { tags: true, replies: true, boosts: true, revisions: true, author: true },
    })
    await Promise.all([tx.topic.count(), tx.thread.count(), tx.person.count()])
  })
  vi.restoreAllMocks()
  expect(most).toBe(1)
})

test('what fails in a transaction leaves nothing, and its connection serves again', async () => {
  const before = await db().tag.count()
  await expect(
    transaction(async (tx) => {
      await Promise.all([
        tx.tag.create({ data: { name: 'once' } }),
        tx.tag.create({ data: { name: 'once' } }),
        tx.tag.create({ data: { name: 'twice' } }),
      ])
    }),
  ).rejects.toThrow()
  expect(await db().tag.count()).toBe(before)
})
