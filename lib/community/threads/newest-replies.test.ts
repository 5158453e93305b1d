import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { hideReply } from '../../curation/moderation/hide'
import { postReply } from '.'
import { readNewestReplies } from './newest-replies'

test('the last twenty replies are named in their order, without hidden ones', async () => {
  const [writer, editor] = [await aMember('named-writer'), await anEditor()]
  const { id } = await aThread()
  for (let i = 0; i < 23; i++) await postReply(writer, { threadId: id, body: `Number ${i + 1}.` })
  const numbers = async () => (await readNewestReplies(editor, id))?.map(({ number }) => number)
  expect(await numbers()).toEqual(Array.from({ length: 20 }, (_, i) => i + 4))
  expect((await readNewestReplies(editor, id))?.at(-1)?.author).toMatch(/named.writer/i)
  const { id: replyId } = await postReply(writer, { threadId: id, body: 'Spam.' })
  await hideReply(editor, replyId, 'Spam.')
  expect(await numbers()).toEqual(Array.from({ length: 20 }, (_, i) => i + 4))
})

test('a thread that one may not see has none', async () => {
  const { id } = await aThread({ by: await anEditor(), topicId: await aTopic({ visibility: 'editors' }) })
  expect(await readNewestReplies(await aMember(), id)).toBeNull()
})
