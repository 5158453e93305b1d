import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { coverThread, publishRevision, startAnswer } from '../../answers'
import {
  acceptReply,
  listOwnHidden,
  listReplies,
  listThreads,
  postReply,
  readPost,
  readReplyPlace,
  readThread,
} from '../../community/threads'
import { visitor } from '../../identity/viewer'
import { recount } from '../../maintenance/recount'
import { db } from '../../platform/db'
import { search, searchEngine } from '../../search'
import { readHidden } from '../desk'
import { deleteReply, deleteThread, hideReply, hideThread, restoreReply, restoreThread, undeleteReply, undeleteThread } from '.'

async function aTalk() {
  const [asker, helper, editor] = [await aMember(), await aMember(), await anEditor()]
  const topicId = await aTopic()
  const { id } = await aThread({ by: asker, topicId })
  return { id, topicId, asker, helper, editor }
}

const numbersOf = async (id: number) => (await readThread(visitor, id))?.replies.map(({ number }) => number)
const hitsOf = async (words: string) => {
  await countWords()
  return (await search(searchEngine(), visitor, { text: words })).total
}

test('a reply of one’s own is deleted: it leaves the thread, search and counters, and comes back as it was', async () => {
  const { id, asker, helper } = await aTalk()
  const reply = await postReply(helper, { threadId: id, body: 'Ask the wombatmeter.' })
  await acceptReply(asker, reply.id)
  expect(await hitsOf('wombatmeter')).toBe(1)
  await deleteReply(helper, reply.id)
  expect(await readThread(visitor, id)).toMatchObject({ replyCount: 0, resolution: 'unanswered', replies: [], tombstones: [] })
  expect(await hitsOf('wombatmeter')).toBe(0)
  expect((await listReplies(visitor, { authorId: helper.personId })).rows).toEqual([])
  expect(await readReplyPlace(visitor, id, reply.number)).toBeNull()
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
  await undeleteReply(helper, reply.id)
  expect(await readThread(visitor, id)).toMatchObject({ replyCount: 1, resolution: 'answered' })
  expect(await hitsOf('wombatmeter')).toBe(1)
  const trail = await db().auditEntry.findMany({ where: { subjectKind: 'reply', subjectId: reply.id }, orderBy: { id: 'asc' } })
  expect(trail.map(({ action, personId }) => [action, personId])).toEqual([
    ['reply.delete', helper.personId],
    ['reply.restore', helper.personId],
  ])
})

test('only what one wrote can be deleted, by its author alone', async () => {
  const { id, asker, helper, editor } = await aTalk()
  const reply = await postReply(helper, { threadId: id, body: 'One.' })
  for (const other of [asker, editor]) await expect(deleteReply(other, reply.id)).rejects.toThrow('You may not delete this post.')
  for (const other of [helper, editor]) await expect(deleteThread(other, id)).rejects.toThrow('You may not delete this post.')
  await expect(deleteReply(visitor, reply.id)).rejects.toThrow('Sign in to delete this post.')
  expect(await numbersOf(id)).toEqual([1])
  await deleteReply(helper, reply.id)
  await expect(deleteReply(helper, reply.id)).rejects.toMatchObject({ code: 'not_found' })
  for (const other of [asker, editor]) await expect(undeleteReply(other, reply.id)).rejects.toThrow('You may not delete this post.')
})

test('the place of a deleted reply stays where somebody else replies to it, with its number and without its words', async () => {
  const { id, asker, helper, editor } = await aTalk()
  const first = await postReply(helper, { threadId: id, body: 'A numbatful of words.' })
  const own = await postReply(helper, { threadId: id, body: 'And more.', answersReplyId: first.id })
  await deleteReply(helper, first.id)
  // Their own reply alone keeps no place.
  expect(await readThread(visitor, id)).toMatchObject({ tombstones: [], replies: [{ number: 2, answers: null }] })
  const others = await postReply(asker, { threadId: id, body: 'Which words?', answersReplyId: own.id })
  await deleteReply(helper, own.id)
  const thread = await readThread(visitor, id)
  expect(thread).toMatchObject({ replyCount: 1, tombstones: [2], replies: [{ number: 3, answers: 2 }] })
  expect(JSON.stringify(thread)).not.toContain('And more.')
  expect(await readReplyPlace(visitor, id, 2)).toMatchObject({ id })
  await hideReply(editor, others.id, 'Off topic.')
  expect(await readThread(visitor, id)).toMatchObject({ tombstones: [], replies: [] })
  // What an editor hides leaves no place.
  await restoreReply(editor, others.id)
  await undeleteReply(helper, own.id)
  await hideReply(editor, own.id, 'Off topic.')
  expect(await readThread(visitor, id)).toMatchObject({ tombstones: [], replies: [{ number: 3, answers: null }] })
})

test('a thread of one’s own is deleted while nobody else replied and no answer refers to it', async () => {
  const { id, topicId, asker, helper, editor } = await aTalk()
  await postReply(asker, { threadId: id, body: 'More about it.' })
  await deleteThread(asker, id)
  expect(await readThread(visitor, id)).toBeNull()
  expect((await listThreads(visitor, { scope: { topicId }, sort: 'newest', filter: 'all' })).rows).toEqual([])
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
  await undeleteThread(asker, id)
  expect(await numbersOf(id)).toEqual([1])

  const reply = await postReply(helper, { threadId: id, body: 'Like this.' })
  expect((await readPost(asker, id, 0))?.may.delete).toBe(false)
  await expect(deleteThread(asker, id)).rejects.toThrow('Others have replied, so this thread stays.')
  await deleteReply(helper, reply.id)
  expect((await readPost(asker, id, 0))?.may.delete).toBe(true)
  const { id: answerId } = await startAnswer(editor, { topicId, title: 'Of it', body: 'x' })
  const text = { title: 'Of it', summary: '', body: 'What to do.', appliesTo: [], note: 'First.', significance: 'major' as const }
  await publishRevision(editor, { answerId, basedOn: 0, ...text })
  await coverThread(editor, { threadId: id, answerId })
  expect(await readPost(asker, id, 0)).toMatchObject({
    stays: expect.stringMatching(/^An answer refers to this thread/),
    may: { delete: false },
  })
  await expect(deleteThread(asker, id)).rejects.toThrow('An answer refers to this thread, so it stays.')
})

test('a thread whose replies stayed at the source of an import stays', async () => {
  const { id, asker } = await aTalk()
  await db().thread.update({ where: { id }, data: { replyBase: 2, replyCount: 2 } })
  await expect(deleteThread(asker, id)).rejects.toThrow('Others have replied')
})

test('authors undo only their own act: what an editor hid or restored is the editor’s', async () => {
  const { id, asker, editor } = await aTalk()
  await hideThread(editor, id, 'Spam.')
  await expect(undeleteThread(asker, id)).rejects.toMatchObject({ code: 'not_found' })
  await restoreThread(editor, id)
  await deleteThread(asker, id)
  await restoreThread(editor, id, 'Still of use.')
  await expect(undeleteThread(asker, id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await readThread(visitor, id)).not.toBeNull()
})

test('authors read their hidden posts with the reasons that were written for them; others read nothing', async () => {
  const { id, asker, helper, editor } = await aTalk()
  const reply = await postReply(helper, { threadId: id, body: 'One.' })
  await hideReply(editor, reply.id, 'It names a customer.')
  expect(await readPost(helper, id, 1)).toMatchObject({ body: 'One.', hidden: true, deleted: false, hiddenReason: 'It names a customer.' })
  expect(await readPost(helper, id, 1)).toMatchObject({ may: { undelete: false, hide: false, delete: false } })
  expect(await readPost(asker, id, 1)).toBeNull()
  expect(await listOwnHidden(helper, 'reply')).toMatchObject([
    { number: 1, deleted: false, reason: 'It names a customer.', passage: 'One.' },
  ])
  expect(await listOwnHidden(asker, 'reply')).toEqual([])

  await hideThread(editor, id, 'Asked before.')
  // Of the thread itself they read nothing any more.
  expect(await readPost(helper, id, 1)).toBeNull()
  expect(await listOwnHidden(helper, 'reply')).toMatchObject([{ title: null, reason: 'It names a customer.', passage: 'One.' }])
  expect(await readPost(asker, id, 0)).toMatchObject({ hidden: true, hiddenReason: 'Asked before.' })
  expect(await readPost(asker, id, 1)).toBeNull()
  expect(await listOwnHidden(asker, 'thread')).toMatchObject([{ number: 0, reason: 'Asked before.' }])
})

test('editors find what was deleted among what is hidden, once, and restore it', async () => {
  const { id, helper, editor } = await aTalk()
  const reply = await postReply(helper, { threadId: id, body: 'One.' })
  await hideReply(editor, reply.id, 'By mistake.')
  await restoreReply(editor, reply.id)
  await deleteReply(helper, reply.id)
  const { rows } = await readHidden(editor, null)
  const mine = rows.filter((row) => row.kind === 'post' && row.threadId === id)
  expect(mine).toMatchObject([{ kind: 'post', number: 1, deleted: true, reason: '', passage: 'One.' }])
  expect(await readPost(editor, id, 1)).toMatchObject({ deleted: true, may: { hide: true, undelete: false } })
  await restoreReply(editor, reply.id)
  expect(await readThread(visitor, id)).toMatchObject({ replies: [{ number: 1 }] })
})
