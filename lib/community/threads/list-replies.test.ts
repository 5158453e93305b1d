import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { hideReply, hideThread } from '../../curation/moderation/hide'
import { mergePersonInto } from '../../identity/accounts/merge-person-into'
import { db, transaction } from '../../platform/db'
import { acceptReply, postReply } from '.'
import { listReplies, repliesListed } from './list-replies'

const passagesOf = async (...request: Parameters<typeof listReplies>) => (await listReplies(...request)).rows.map(({ passage }) => passage)

test('one’s replies are listed newest first, each with its thread, number and whether it was accepted', async () => {
  const me = await aMember()
  const { id, slug } = await aThread({ title: 'A listed thread' })
  const first = await postReply(me, { threadId: id, body: 'An **early** reply.' })
  await postReply(await aMember(), { threadId: id, body: 'By someone else.' })
  await postReply(me, { threadId: id, body: 'A late reply.' })
  await acceptReply(await anEditor(), first.id)
  const { rows, newer, older } = await listReplies(me, { authorId: me.personId })
  expect(rows.map(({ number, accepted, passage }) => [number, accepted, passage])).toEqual([
    [3, false, 'A late reply.'],
    [1, true, 'An early reply.'],
  ])
  expect(rows[0]?.thread).toEqual({ id, slug, title: 'A listed thread' })
  expect([newer, older]).toEqual([null, null])
})

test('a reply in a topic that one may no longer see, a hidden reply and one of a hidden thread are not listed', async () => {
  const [me, editor, topicId] = [await aMember(), await anEditor(), await aTopic()]
  const closed = await aThread({ topicId })
  await postReply(me, { threadId: closed.id, body: 'Soon for editors only.' })
  const open = await aThread()
  const hidden = await postReply(me, { threadId: open.id, body: 'Soon hidden.' })
  await postReply(me, { threadId: open.id, body: 'It stays.' })
  const gone = await aThread()
  await postReply(me, { threadId: gone.id, body: 'Soon hidden with its thread.' })
  expect(await passagesOf(me, { authorId: me.personId })).toHaveLength(4)
  await db().topic.update({ where: { id: topicId }, data: { visibility: 'editors' } })
  await hideReply(editor, hidden.id, 'Spam.')
  await hideThread(editor, gone.id, 'Spam.')
  expect(await passagesOf(me, { authorId: me.personId })).toEqual(['It stays.'])
  expect(await passagesOf(editor, { authorId: me.personId })).toEqual(['It stays.', 'Soon for editors only.'])
})

test('pages lead on to the older replies and back, and none is left out or shown twice', async () => {
  const me = await aMember()
  const { id } = await aThread()
  const all = Array.from({ length: repliesListed * 2 + 1 }, (_, i) => `Reply ${i + 1}.`)
  for (const body of all) await postReply(me, { threadId: id, body })
  // Imported replies may have one time: then the id decides.
  await db().reply.updateMany({ where: { threadId: id }, data: { createdAt: new Date('2026-01-02T03:04:05.678Z') } })
  const request = { authorId: me.personId }
  const first = await listReplies(me, request)
  const second = await listReplies(me, { ...request, after: first.older ?? '' })
  const third = await listReplies(me, { ...request, after: second.older ?? '' })
  expect([first, second, third].flatMap(({ rows }) => rows.map(({ passage }) => passage))).toEqual(all.toReversed())
  expect([first.newer, third.older]).toEqual([null, null])
  expect((await listReplies(me, { ...request, before: third.newer ?? '' })).rows).toEqual(second.rows)
  expect(await listReplies(me, { ...request, before: second.newer ?? '' })).toEqual(first)
})

test('after taking over an imported author one’s lists hold what was written under both names', async () => {
  const [me, author, admin] = [await aMember(), await aMember(), await anEditor()]
  const { id } = await aThread()
  await postReply(author, { threadId: id, body: 'Written long ago.' })
  await postReply(me, { threadId: id, body: 'Written here.' })
  const user = await db().user.create({
    data: { id: `merged-${me.personId}`, name: 'Me', email: `merged-${me.personId}@example.org`, personId: me.personId },
  })
  await transaction((tx) => mergePersonInto(tx, admin, author.personId, user.id))
  const { personId } = await db().user.findUniqueOrThrow({ where: { id: user.id } })
  expect(await passagesOf(me, { authorId: personId })).toEqual(['Written here.', 'Written long ago.'])
})
