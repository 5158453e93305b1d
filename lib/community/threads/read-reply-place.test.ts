import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { hideReply, hideThread, restoreReply } from '../../curation/moderation/hide'
import { visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { repliesPageSize } from '../../shared/limits'
import { readReplyPlace } from './read-reply-place'

async function aLongThread(topicId: number) {
  const thread = await aThread({ topicId })
  const numbers = Array.from({ length: repliesPageSize + 1 }, (_, i) => i + 1)
  await db().reply.createMany({
    data: numbers.map((number) => ({ threadId: thread.id, number, body: `Reply ${number}.`, createdAt: new Date() })),
  })
  await db().thread.update({ where: { id: thread.id }, data: { replyCount: numbers.length } })
  return { ...thread, last: repliesPageSize + 1 }
}

test('a reply moves to the page before while an earlier one is hidden, and back', async () => {
  const editor = await anEditor()
  const { id, slug, last } = await aLongThread(await aTopic())
  expect(await readReplyPlace(visitor, id, last)).toEqual({ id, slug, page: 2 })
  const first = await db().reply.findFirstOrThrow({ where: { threadId: id, number: 1 } })
  await hideReply(editor, first.id, 'Spam.')
  expect(await readReplyPlace(visitor, id, last)).toEqual({ id, slug, page: 1 })
  expect(await readReplyPlace(editor, id, 1), 'a hidden reply is shown nowhere').toBeNull()
  await restoreReply(editor, first.id, '')
  expect(await readReplyPlace(visitor, id, last)).toEqual({ id, slug, page: 2 })
  await hideThread(editor, id, 'Spam.')
  expect(await readReplyPlace(visitor, id, last)).toBeNull()
})

test('nobody is told of a reply in a topic that they may not see', async () => {
  const { id } = await aLongThread(await aTopic({ visibility: 'members' }))
  expect(await readReplyPlace(visitor, id, 1)).toBeNull()
  expect(await readReplyPlace(await aMember(), id, 1)).toMatchObject({ id, page: 1 })
})
