import { expect, test } from 'vitest'
import { anEditor, aThread, aTopic } from '../../../test/factories'
import { coverThread, publishRevision, startAnswer } from '../../answers'
import { db } from '../../platform/db/client'
import { moveThread } from './move-thread'

test('a thread that moves to where its answer may not be seen is open again, and covered once it is back', async () => {
  const [editor, members, open] = [await anEditor(), await aTopic({ visibility: 'members' }), await aTopic()]
  const answer = await startAnswer(editor, { topicId: members, title: 'Wicks', body: 'Trim them.' })
  const text = { title: 'Wicks', summary: '', body: 'Trim them.', appliesTo: [], note: 'x', significance: 'minor' as const }
  await publishRevision(editor, { answerId: answer.id, basedOn: 0, ...text })
  const { id } = await aThread({ topicId: members })
  await coverThread(editor, { threadId: id, answerId: answer.id })
  const resolution = async () => (await db().thread.findUniqueOrThrow({ where: { id } })).resolution
  expect(await resolution()).toBe('covered')
  await moveThread(editor, id, open)
  expect(await resolution()).toBe('unanswered')
  await moveThread(editor, id, members)
  expect(await resolution()).toBe('covered')
})
