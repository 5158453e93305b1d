import { expect, test } from 'vitest'
import { aReader, aTopic } from '../../../test/factories'
import { postReply, startThread } from '../../community/threads'
import { hideThread } from '../../curation/moderation'
import { system } from '../../identity/viewer'
import { continueFanOut } from '../delivery'
import { countUnread, markAllRead, markNoticeRead, markRead, readNotice, readNotices } from '.'

/** Someone whose two threads have so many replies each, which they were told of. */
async function someoneTold(...counts: number[]) {
  const [asker, other] = [await aReader(), await aReader()]
  const threads = []
  for (const count of counts) {
    const thread = await startThread(asker, { topicId: await aTopic(), title: 'Asked', body: 'Why?' })
    for (let i = 0; i < count; i++) await postReply(other, { threadId: thread.id, body: `Because ${i}.` })
    threads.push(thread)
  }
  while (await continueFanOut());
  const { rows } = await readNotices(asker, {})
  return { asker, other, threads, rows }
}

test('following the link of one notice marks what else was told of that thread, and nothing of another', async () => {
  const { asker, rows, threads } = await someoneTold(3, 1)
  const [one] = rows.filter(({ threadId }) => threadId === threads[0]?.id)
  await markNoticeRead(asker, one as NonNullable<typeof one>)
  expect(await countUnread(asker)).toBe(1)
  expect((await readNotices(asker, { unread: true })).rows.map(({ threadId }) => threadId)).toEqual([threads[1]?.id])
})

test('what came after the page was made stays unread when all of it is marked as read', async () => {
  const { asker, rows } = await someoneTold(3)
  await markAllRead(asker, rows[1]?.eventId as string)
  expect(await countUnread(asker)).toBe(1)
  await markRead(asker, [rows[2]?.eventId as string], false)
  expect(await countUnread(asker)).toBe(2)
})

test('a notice is found by its own reader alone, and not once its thread is hidden', async () => {
  const { asker, other, rows, threads } = await someoneTold(1)
  const eventId = rows[0]?.eventId as string
  expect(await readNotice(asker, eventId)).toMatchObject({ eventId, kind: 'reply_to_me', replyNumber: 1, isReply: true })
  expect(await readNotice(other, eventId)).toBeNull()
  await hideThread(system, threads[0]?.id as number, 'Gone.')
  expect(await readNotice(asker, eventId)).toBeNull()
  expect(await countUnread(asker)).toBe(0)
})

test('more than ninety-nine unread are not counted further', async () => {
  const { asker } = await someoneTold(102)
  expect(await countUnread(asker)).toBe(100)
})
