import { expect, test } from 'vitest'
import { aMember, anEditor, aThread } from '../../../test/factories'
import { hideReply, hideThread } from '../../curation/moderation/hide'
import { db } from '../../platform/db/client'
import { postReply, setThreadState } from '.'
import { discardReplyDraft, listReplyDrafts, readOwnReply, removeOldReplyDrafts, saveReplyDraft } from './reply-draft'

const text = (threadId: number, body: string, version = 0, answers: number | null = null) => ({ threadId, body, version, answers })

test('a reply that someone is writing is kept for each thread, with what it answers, and gone with its last word', async () => {
  const [writer, other, editor] = [await aMember(), await aMember(), await anEditor()]
  const [one, two] = [await aThread(), await aThread()]
  const answered = await postReply(other, { threadId: one.id, body: 'One.' })
  expect(await saveReplyDraft(writer, text(one.id, 'I think', 0, answered.number))).toBe(1)
  expect(await saveReplyDraft(writer, text(one.id, 'I think so', 1, answered.number))).toBe(2)
  expect(await saveReplyDraft(writer, text(two.id, 'Elsewhere'))).toBe(1)
  expect(await readOwnReply(writer, one.id)).toEqual({
    personId: writer.personId,
    refusal: null,
    draft: { body: 'I think so', answers: answered.number, version: 2 },
  })
  expect((await readOwnReply(other, one.id))?.draft, 'of another').toBeNull()

  await hideReply(editor, answered.id, 'Spam.')
  expect((await readOwnReply(writer, one.id))?.draft).toMatchObject({ body: 'I think so', answers: null })
  expect(await saveReplyDraft(writer, text(one.id, 'I think so, too', 2, answered.number)), 'what it answered is gone').toBe(3)
  expect(await saveReplyDraft(writer, text(one.id, ' \n', 3))).toBe(0)
  expect((await readOwnReply(writer, one.id))?.draft).toBeNull()
  expect((await readOwnReply(writer, two.id))?.draft).toMatchObject({ body: 'Elsewhere' })
})

test('two windows notice each other, and what was sent does not come back', async () => {
  const writer = await aMember()
  const { id } = await aThread()
  await saveReplyDraft(writer, text(id, 'From the first'))
  for (const version of [0, 2]) await expect(saveReplyDraft(writer, text(id, 'From the second', version))).rejects.toThrow('another window')
  expect((await readOwnReply(writer, id))?.draft).toMatchObject({ body: 'From the first' })

  await saveReplyDraft(writer, text(id, 'The first again', 1))
  await discardReplyDraft(writer.personId, id, 1)
  expect((await readOwnReply(writer, id))?.draft, 'one window discards what it has seen').toMatchObject({ body: 'The first again' })
  await discardReplyDraft(writer.personId, id, 2)
  for (const body of ['Still here', ''])
    await expect(saveReplyDraft(writer, text(id, body, 2)), 'sent by the other').rejects.toThrow('another window')
  expect((await readOwnReply(writer, id))?.draft).toBeNull()
})

test('who may not reply is told why, and a thread that one may not see is none', async () => {
  const [writer, editor] = [await aMember(), await anEditor()]
  const { id } = await aThread()
  await saveReplyDraft(writer, text(id, 'Too late'))
  await setThreadState(editor, id, 'closed', 'Done.')
  expect(await readOwnReply(writer, id)).toMatchObject({ refusal: expect.stringContaining('closed'), draft: { body: 'Too late' } })
  expect(await listReplyDrafts(writer)).toMatchObject([{ threadId: id, thread: { id } }])
  await hideThread(editor, id, 'Spam.')
  expect(await readOwnReply(writer, id)).toBeNull()
  await expect(saveReplyDraft(writer, text(id, 'Later still', 1))).rejects.toThrow('no such thread')
  expect(await listReplyDrafts(writer), 'its text is not lost').toMatchObject([{ threadId: id, thread: null, body: 'Too late' }])
})

test('drafts to which nobody came back for a month are removed', async () => {
  const writer = await aMember()
  const [old, recent] = [await aThread(), await aThread()]
  for (const { id } of [old, recent]) await saveReplyDraft(writer, text(id, 'Begun'))
  const days = (count: number) => new Date(Date.now() - count * 86_400_000)
  await db().replyDraft.updateMany({ where: { threadId: old.id }, data: { updatedAt: days(31) } })
  await db().replyDraft.updateMany({ where: { threadId: recent.id }, data: { updatedAt: days(29) } })
  await removeOldReplyDrafts()
  expect((await listReplyDrafts(writer)).map(({ threadId }) => threadId)).toEqual([recent.id])
})
