import { expect, test } from 'vitest'
import { aLongThread, aMember, anEditor, aTopic } from '../../../test/factories'
import { hideReply, hideThread } from '../../curation/moderation/hide'
import { visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { readFormerPage, readReplyPlace } from './read-reply-place'

test('a reply is found while it is shown', async () => {
  const editor = await anEditor()
  const { id, slug } = await aLongThread(2)
  expect(await readReplyPlace(visitor, id, 2)).toEqual({ id, slug })
  expect(await readReplyPlace(visitor, id, 3)).toBeNull()
  const reply = await db().reply.findFirstOrThrow({ where: { threadId: id, number: 1 } })
  await hideReply(editor, reply.id, 'Spam.')
  expect(await readReplyPlace(editor, id, 1), 'a hidden reply is shown nowhere').toBeNull()
  await hideThread(editor, id, 'Spam.')
  expect(await readReplyPlace(visitor, id, 2)).toBeNull()
})

test('nobody is told of a reply in a topic that they may not see', async () => {
  const { id } = await aLongThread(1, await aTopic({ visibility: 'members' }))
  expect(await readReplyPlace(visitor, id, 1)).toBeNull()
  expect(await readReplyPlace(await aMember(), id, 1)).toMatchObject({ id })
})

test('an address of before leads to the reply with which its page of a hundred visible ones began', async () => {
  const { id } = await aLongThread(230)
  expect(await readFormerPage(id, 2)).toBe(101)
  await db().reply.updateMany({ where: { threadId: id, number: { in: [3, 4] } }, data: { hiddenAt: new Date() } })
  expect([await readFormerPage(id, 2), await readFormerPage(id, 3)]).toEqual([103, 203])
  for (const page of [4, 30_000_000, Number.MAX_SAFE_INTEGER]) expect(await readFormerPage(id, page), String(page)).toBeNull()
})
