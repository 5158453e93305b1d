import { expect, test } from 'vitest'
import { aReader, aTopic } from '../../../test/factories'
import { postReply, startThread } from '../../community/threads'
import type { Viewer } from '../../identity/viewer'
import { db } from '../../platform/db'
import { approveHeld, holdPost } from '../holding'
import { appealHiding, dismissReport, hideReported, refuseAppeal, reportPost } from '../reports'

/** What a person was told at once, the latest first. */
async function told({ personId }: Viewer & { personId: number }) {
  const notices = await db().notice.findMany({ where: { personId }, include: { event: true }, orderBy: { eventId: 'desc' } })
  return notices.map(({ kind, event }) => (event.reason ? `${kind}: ${event.reason}` : kind))
}

test('who reported hears what became of it, and the author of a hidden post what became of the appeal', async () => {
  const [author, reporter, editor] = [await aReader(), await aReader(), await aReader('editor')]
  const thread = await startThread(author, { topicId: await aTopic(), title: 'Reported', body: 'x' })
  const reply = await postReply(author, { threadId: thread.id, body: 'Buy this.' })
  const place = { threadId: thread.id, number: reply.number }
  const first = await reportPost(reporter, { ...place, reason: 'spam', words: '' })
  expect(await db().event.count({ where: { kind: 'case_opened', replyId: reply.id, toldUpTo: 0 } }), 'for editors').toBe(1)
  await dismissReport(editor, first.caseId, 'It is no spam.')
  expect(await told(reporter)).toEqual(['report_decided: It is no spam.'])
  const second = await reportPost(reporter, { ...place, reason: 'spam', words: '' })
  await hideReported(editor, second.caseId, 'It is spam.')
  expect(await told(reporter)).toEqual(['report_decided', 'report_decided: It is no spam.'])
  expect(await told(author)).toEqual(['post_hidden: It is spam.'])
  await appealHiding(author, { ...place, words: 'It is not.' })
  const appeal = await db().moderationCase.findFirstOrThrow({ where: { kind: 'appeal', subjectId: reply.id } })
  await refuseAppeal(editor, appeal.id, 'It is.')
  expect(await told(author)).toEqual(['appeal_decided: It is.', 'post_hidden: It is spam.'])
})

test('a held reply is told to nobody but editors; approved, it is told like any other, and its author hears of it', async () => {
  const [asker, newcomer, editor] = [await aReader(), await aReader(), await aReader('editor')]
  const thread = await startThread(asker, { topicId: await aTopic(), title: 'Asked', body: 'x' })
  const held = await holdPost(newcomer, { threadId: thread.id, answersReplyId: null, body: 'My first.', why: 'first' })
  expect(await told(asker)).toEqual([])
  await approveHeld(editor, 'held' in held ? held.held : 0)
  expect(await told(asker)).toEqual(['reply_to_me'])
  expect(await told(newcomer)).toEqual(['held_decided'])
})
