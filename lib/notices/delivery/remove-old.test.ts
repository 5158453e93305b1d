import { expect, test } from 'vitest'
import { aReader, aTopic } from '../../../test/factories'
import { postReply, startThread } from '../../community/threads'
import { db } from '../../platform/db'
import { removeOldNotices } from '.'

test('what is older than half a year goes with its notices, and what is newer stays', async () => {
  const [asker, other] = [await aReader(), await aReader()]
  const thread = await startThread(asker, { topicId: await aTopic(), title: 'Asked', body: 'Why?' })
  const [old, recent] = [
    await postReply(other, { threadId: thread.id, body: 'a' }),
    await postReply(other, { threadId: thread.id, body: 'b' }),
  ]
  await db().event.updateMany({ where: { replyId: old.id }, data: { createdAt: new Date(Date.now() - 181 * 86_400_000) } })
  await removeOldNotices()
  expect(
    (await db().notice.findMany({ where: { personId: asker.personId }, include: { event: true } })).map(({ event }) => event.replyId),
  ).toEqual([recent.id])
})
