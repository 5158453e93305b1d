import { expect, test } from 'vitest'
import { aLongThread, aMember, anEditor, aThread } from '../../../test/factories'
import { mergeThreads } from '../../curation/duplicates'
import { hideReply } from '../../curation/moderation/hide'
import { mergePersonInto } from '../../identity/accounts/merge-person-into'
import { db, pool } from '../../platform/db/client'
import { transaction } from '../../platform/db/transaction'
import { postReply } from '.'
import { noteVisit } from './note-visit'
import { readViewerActions } from './read-viewer-actions'

const minute = 60_000
const begin = new Date('2026-03-01T12:00:00Z')
const after = (minutes: number) => new Date(begin.getTime() + minutes * minute)
const day = 24 * 60
const rowOf = (personId: number, threadId: number) =>
  db().threadVisit.findUnique({ where: { personId_threadId: { personId, threadId } }, omit: { personId: true, threadId: true } })

test('what came since the last visit is new on every page of this one, and not at the next', async () => {
  const [me, other] = [await aMember(), await aMember()]
  const { id } = await aLongThread(40)
  expect(await noteVisit(me.personId, id, begin), 'at a first visit nothing is new').toBeNull()
  expect(await noteVisit(me.personId, id, after(day))).toBeNull()
  for (let i = 0; i < 3; i++) await postReply(other, { threadId: id, body: `Since then, ${i}.` })
  const unseen = { first: 41, count: 3 }
  expect(await noteVisit(me.personId, id, after(2 * day))).toEqual(unseen)
  expect(await noteVisit(me.personId, id, after(2 * day + 29)), 'another page of the same visit').toEqual(unseen)
  expect(await noteVisit(me.personId, id, after(2 * day + 31)), 'the next visit').toBeNull()
})

test('a visit writes once, however many pages of the thread are opened', async () => {
  const me = await aMember()
  const { id } = await aLongThread(3)
  await Promise.all([noteVisit(me.personId, id, begin), noteVisit(me.personId, id, begin)])
  const row = await rowOf(me.personId, id)
  expect(row).toEqual({ lastNumber: 3, beforeNumber: 3, seenAt: begin })
  const versionOf = async () =>
    (await pool().query('select xmin::text, ctid::text, xmax::text from thread_visit where thread_id = $1', [id])).rows
  const before = await versionOf()
  for (const minutes of [1, 10, 29]) await noteVisit(me.personId, id, after(minutes))
  expect(await versionOf()).toEqual(before)
})

test('one’s own replies, and hidden ones, are not new', async () => {
  const [me, other, editor] = [await aMember(), await aMember(), await anEditor()]
  const { id } = await aThread()
  await noteVisit(me.personId, id, begin)
  await postReply(me, { threadId: id, body: 'My own.' })
  expect(await noteVisit(me.personId, id, after(1))).toBeNull()
  const spam = await postReply(other, { threadId: id, body: 'Spam.' })
  await hideReply(editor, spam.id, 'Spam.')
  await postReply(me, { threadId: id, body: 'Mine again.' })
  await postReply(other, { threadId: id, body: 'An answer.' })
  expect(await noteVisit(me.personId, id, after(day))).toEqual({ first: 4, count: 1 })
})

test('the personal part of a page says where the new replies begin, and notes no visit to a thread that one may not see', async () => {
  const [me, other, editor] = [await aMember(), await aMember(), await anEditor()]
  const { id, slug } = await aLongThread(30)
  expect((await readViewerActions(me, id))?.unseen).toBeNull()
  await db().threadVisit.updateMany({ where: { threadId: id }, data: { seenAt: begin } })
  await postReply(other, { threadId: id, body: 'On the next page.' })
  expect((await readViewerActions(me, id))?.unseen).toEqual({ first: 31, count: 1, address: `/threads/${id}/${slug}?from=31#r31` })
  await db().thread.update({ where: { id }, data: { hiddenAt: new Date() } })
  expect(await readViewerActions(editor, id)).toBeNull()
  expect(await rowOf(editor.personId, id)).toBeNull()
})

test('when threads are merged, what one had seen of the merged one is not new, and what one had missed in the other still is', async () => {
  const [onlyGoing, both, behind, onlyStaying] = [await aMember(), await aMember(), await aMember(), await aMember()]
  const editor = await anEditor()
  const [stays, goes] = [await aLongThread(10), await aLongThread(5)]
  const visit = (personId: number, threadId: number, lastNumber: number) =>
    db().threadVisit.create({ data: { personId, threadId, lastNumber, beforeNumber: lastNumber, seenAt: begin } })
  await visit(onlyGoing.personId, goes.id, 3)
  await visit(both.personId, stays.id, 10)
  await visit(both.personId, goes.id, 5)
  await visit(behind.personId, stays.id, 6)
  await visit(behind.personId, goes.id, 5)
  await visit(onlyStaying.personId, stays.id, 10)
  await mergeThreads(editor, [goes.id], stays.id)
  expect(await db().threadVisit.count({ where: { threadId: goes.id } })).toBe(0)
  // The opening became reply 11, and the replies 12 to 16.
  const seen = async (who: { personId: number }) => (await rowOf(who.personId, stays.id))?.lastNumber
  expect([await seen(onlyGoing), await seen(both), await seen(behind), await seen(onlyStaying)]).toEqual([14, 16, 6, 10])
})

test('visits go along when someone takes over an imported author', async () => {
  const [me, author, admin] = [await aMember(), await aMember(), await anEditor()]
  const [mine, shared] = [await aLongThread(4), await aLongThread(9)]
  await noteVisit(me.personId, mine.id, begin)
  await noteVisit(me.personId, shared.id, begin)
  await db().threadVisit.create({
    data: { personId: author.personId, threadId: shared.id, lastNumber: 7, beforeNumber: 7, seenAt: after(5) },
  })
  const user = await db().user.create({
    data: { id: `visits-${me.personId}`, name: 'Me', email: `visits-${me.personId}@example.org`, personId: me.personId },
  })
  await transaction((tx) => mergePersonInto(tx, admin, author.personId, user.id))
  expect(await db().threadVisit.count({ where: { personId: me.personId } })).toBe(0)
  expect(await rowOf(author.personId, mine.id)).toEqual({ lastNumber: 4, beforeNumber: 4, seenAt: begin })
  expect(await rowOf(author.personId, shared.id)).toEqual({ lastNumber: 9, beforeNumber: 9, seenAt: after(5) })
})
