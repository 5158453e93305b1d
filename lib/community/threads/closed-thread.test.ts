import { expect, test } from 'vitest'
import { aMember, aThread } from '../../../test/factories'
import { recount } from '../../maintenance/recount'
import { db } from '../../platform/db/client'
import { editThread, postReply, setThreadState } from '.'

const countsOf = (id: number) =>
  db().thread.findUniqueOrThrow({ where: { id }, select: { replyCount: true, activityAt: true, version: true } })

test('a closed thread takes no reply, whoever sends it, and one again once it is open', async () => {
  const asker = await aMember()
  const { id } = await aThread({ by: asker })
  const other = await aMember()
  await postReply(other, { threadId: id, body: 'While it is open.' })
  await setThreadState(asker, id, 'closed')
  const before = await countsOf(id)
  for (const viewer of [other, asker, { ...asker, audience: 'editor' as const }])
    await expect(postReply(viewer, { threadId: id, body: 'Too late.' })).rejects.toMatchObject({ code: 'conflict' })
  expect(await countsOf(id)).toEqual(before)
  expect(await db().reply.count({ where: { threadId: id } })).toBe(1)
  // What is there may still be corrected.
  await editThread(asker, { threadId: id, basedOn: 1, title: 'Closed and corrected', body: 'A body.', tags: [] })
  await setThreadState(asker, id, 'open')
  expect(await postReply(other, { threadId: id, body: 'In time.' })).toMatchObject({ number: 2 })
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})
