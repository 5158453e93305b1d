import { expect, test } from 'vitest'
import { aMember, anEditor, aReader, aThread, aTopic } from '../../../test/factories'
import { coverThread, publishRevision, respondToCoverage, startAnswer } from '../../answers'
import { acceptReply, editReply, postReply, startThread } from '../../community/threads'
import { mergeThreads } from '../../curation/duplicates'
import { hideReply, hideThread, moveThread } from '../../curation/moderation'
import { system, type Viewer, viewerOf } from '../../identity/viewer'
import { db, pool } from '../../platform/db'
import { countUnread, readNotices } from '../inbox'
import { setWatch } from '../watching'
import { continueFanOut } from '.'

async function told(person: Viewer): Promise<string[]> {
  while (await continueFanOut());
  return (await readNotices(person, {})).rows.map(({ kind }) => kind)
}

const published = { title: 'How', summary: 'In short.', body: 'What to do.', appliesTo: [], note: 'First.' }

async function anAnswer(editor: Viewer, topicId: number) {
  const { id } = await startAnswer(editor, { topicId, title: 'How', body: 'x' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...published, significance: 'major' })
  return id
}

test('a reply is told once to each: to whom it answers as that, to those who follow the thread, never to its author', async () => {
  const [asker, first, second, passer] = [await aReader(), await aReader(), await aReader(), await aReader()]
  const thread = await startThread(asker, { topicId: await aTopic(), title: 'Asked', body: 'Why?' })
  const reply = await postReply(first, { threadId: thread.id, body: 'Because.' })
  await postReply(second, { threadId: thread.id, body: 'Really?', answersReplyId: reply.id })
  expect(await told(asker)).toEqual(['reply', 'reply_to_me'])
  expect(await told(first)).toEqual(['reply_to_me'])
  expect(await told(second)).toEqual([])
  expect(await told(passer)).toEqual([])
  expect(await countUnread(asker)).toBe(2)
})

test('nobody is told of what the program or the sample does, nor by an old thread of an author without an account', async () => {
  const asker = await aReader()
  const thread = await startThread(asker, { topicId: await aTopic(), title: 'Asked', body: 'Why?' })
  const reply = await postReply({ ...(await aMember()), quiet: true }, { threadId: thread.id, body: 'Sample.' })
  await hideReply(system, reply.id, 'An import says so.')
  await hideThread(system, thread.id, 'An import says so.')
  expect(await told(asker)).toEqual([])
  const nobody = await aMember()
  const theirs = await aThread({ by: nobody })
  await postReply(asker, { threadId: theirs.id, body: 'Hello?' })
  expect(await told(nobody)).toEqual([])
})

test('those who follow a topic or a tag hear of a new thread, once; muted wins', async () => {
  const [both, muted] = [await aReader(), await aReader()]
  const topicId = await aTopic()
  const asker = await aReader()
  await startThread(asker, { topicId, title: 'Before', body: 'x', tags: ['heard'] })
  const tag = await db().tag.findUniqueOrThrow({ where: { name: 'heard' } })
  for (const person of [both, muted]) {
    await setWatch(person, 'topic', topicId, 'watching')
    await setWatch(person, 'tag', tag.id, 'watching')
  }
  await setWatch(muted, 'tag', tag.id, 'muted')
  await startThread(asker, { topicId, title: 'After', body: 'x', tags: ['heard'] })
  expect(await told(both)).toEqual(['thread'])
  expect(await told(muted)).toEqual([])
})

test('who stopped following a thread does not follow it again by replying', async () => {
  const [asker, other] = [await aReader(), await aReader()]
  const thread = await startThread(asker, { topicId: await aTopic(), title: 'Asked', body: 'Why?' })
  await setWatch(asker, 'thread', thread.id, 'stopped')
  await postReply(asker, { threadId: thread.id, body: 'More.' })
  const reply = await postReply(other, { threadId: thread.id, body: 'So.' })
  await postReply(other, { threadId: thread.id, body: 'And so.', answersReplyId: reply.id })
  expect(await told(asker), 'a reply to what they wrote is told all the same').toEqual(['reply_to_me'])
})

test('askers hear that an answer settles their thread, of a major revision with the revision they knew, and of no typo', async () => {
  const [asker, editor] = [await aReader(), await aReader('editor')]
  const topicId = await aTopic()
  const thread = await startThread(asker, { topicId, title: 'How?', body: 'x' })
  const answerId = await anAnswer(editor, topicId)
  await coverThread(editor, { threadId: thread.id, answerId })
  await publishRevision(editor, { answerId, basedOn: 1, ...published, body: 'What to  do.', significance: 'typo' })
  expect(await told(asker)).toEqual(['covered'])
  await publishRevision(editor, { answerId, basedOn: 2, ...published, body: 'Something else.', significance: 'major' })
  expect(await told(asker)).toEqual(['answer_revised', 'covered'])
  expect((await readNotices(asker, {})).rows[0]).toMatchObject({
    since: 1,
    revision: 3,
    answerSlug: expect.any(String),
    threadId: thread.id,
  })
})

test('askers of a draft that covers them hear of it when it is published, and editors of a contested coverage', async () => {
  const [asker, editor, other] = [await aReader(), await aReader('editor'), await aReader('editor')]
  const topicId = await aTopic()
  const thread = await startThread(asker, { topicId, title: 'How?', body: 'x' })
  const { id: answerId } = await startAnswer(editor, { topicId, title: 'How', body: 'x' })
  await coverThread(editor, { threadId: thread.id, answerId })
  expect(await told(asker)).toEqual([])
  await publishRevision(editor, { answerId, basedOn: 0, ...published, significance: 'major' })
  expect(await told(asker)).toEqual(['covered'])
  await respondToCoverage(asker, { threadId: thread.id, answerId, response: 'contested', reason: 'Mine is another.' })
  expect(await told(other)).toContain('coverage_contested')
  expect(await told(asker)).toEqual(['covered'])
})

test('authors hear what others did to their posts, with the reason, and no title they may not see', async () => {
  const [author, editor] = [await aReader(), await anEditor()]
  const topicId = await aTopic()
  const thread = await startThread(author, { topicId, title: 'A secret title', body: 'x' })
  const reply = await postReply(author, { threadId: thread.id, body: 'y' })
  await acceptReply(editor, reply.id)
  await editReply(editor, { replyId: reply.id, basedOn: 1, body: 'z' })
  await moveThread(editor, thread.id, await aTopic({ visibility: 'editors' }))
  expect(await told(author), 'what they can’t see any more is not shown').toEqual(['thread_moved'])
  expect((await readNotices(author, {})).rows[0]).toMatchObject({ threadId: null, threadTitle: null, threadSlug: null, replyNumber: null })
  await moveThread(editor, thread.id, topicId)
  await hideReply(editor, reply.id, 'Off topic.')
  expect(await told(author)).toEqual(['post_hidden', 'thread_moved', 'thread_moved'])
  expect((await readNotices(author, {})).rows[0]).toMatchObject({ reason: 'Off topic.', threadTitle: 'A secret title', replyNumber: null })
})

test('people who lose a role see nothing of what editors were told', async () => {
  const editor = await aReader('editor')
  const topicId = await aTopic({ visibility: 'editors' })
  await setWatch(editor, 'topic', topicId, 'watching')
  await startThread(await aReader('editor'), { topicId, title: 'Inside', body: 'x' })
  expect(await told(editor)).toEqual(['thread'])
  const former = viewerOf(editor.personId, 'member')
  expect(await told(former)).toEqual([])
  expect(await countUnread(former)).toBe(0)
})

test('a merged thread carries those who follow it along, and a reply that is being told reaches them', async () => {
  const [asker, watcher, editor] = [await aReader(), await aReader(), await anEditor()]
  const topicId = await aTopic()
  const [from, into] = [await aThread({ topicId }), await aThread({ topicId })]
  await setWatch(watcher, 'thread', from.id, 'watching')
  await postReply(asker, { threadId: from.id, body: 'Just before.' })
  await mergeThreads(editor, [from.id], into.id)
  await postReply(asker, { threadId: into.id, body: 'After.' })
  expect(await told(watcher)).toEqual(['reply', 'reply'])
  const { rows } = await readNotices(watcher, {})
  expect(rows.map(({ threadId }) => threadId)).toEqual([into.id, into.id])
})

test('more people than a batch are told once each, also when a batch is cut off', async () => {
  const asker = await aReader()
  const thread = await startThread(asker, { topicId: await aTopic(), title: 'Followed by many', body: 'x' })
  await pool().query(
    `with p as (insert into person (name, display_name) select 'many-' || i, 'Many ' || i from generate_series(1, 2500) i returning id, name),
       u as (insert into auth_user (id, name, email, person_id) select name, name, name || '@example.org', id from p)
     insert into watch (person_id, kind, subject_id) select id, 'thread', $1 from p`,
    [thread.id],
  )
  expect(await told(asker)).toEqual([])
  await postReply(asker, { threadId: thread.id, body: 'To all.' })
  await continueFanOut()
  const event = await db().event.findFirstOrThrow({ where: { kind: 'reply', threadId: thread.id } })
  expect(await db().notice.count({ where: { eventId: event.id } }), 'a batch without who wrote it').toBe(999)
  // Two workers at once, as when one is thought to be dead.
  await Promise.all([told(asker), told(asker)])
  expect(await db().notice.count({ where: { eventId: event.id } })).toBe(2_500)
  expect((await db().event.findUniqueOrThrow({ where: { id: event.id } })).toldUpTo).toBeNull()
})
