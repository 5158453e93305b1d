import { expect, test } from 'vitest'
import { aMember, anEditor, aReader, aThread, aTopic } from '../../test/factories'
import { readThread } from '../community/threads/read-thread'
import { hideThread } from '../curation/moderation/hide'
import { visitor } from '../identity/viewer/viewer'
import { recount } from '../maintenance/recount'
import { db } from '../platform/db/client'
import {
  coverBatch,
  coverBatchMax,
  coverThread,
  coverThreads,
  lastCoveredWith,
  publishRevision,
  readCoverBatch,
  resolveContest,
  respondToCoverage,
  startAnswer,
  uncoverThread,
  undoCoverBatch,
} from '.'

type Threads = { id: number }[]

const asked = (threads: Threads, section: string | null = null) => threads.map(({ id }) => ({ threadId: id, section }))
const coveredBy = async (answerId: number) =>
  (await db().coverage.findMany({ where: { answerId }, orderBy: { threadId: 'asc' } })).map(({ threadId }) => threadId)
const told = (threads: Threads, kind: string) =>
  db().notice.count({ where: { event: { kind, threadId: { in: threads.map(({ id }) => id) } } } })
const acts = (threads: Threads, action: string) =>
  db().auditEntry.count({ where: { action, subjectKind: 'thread', subjectId: { in: threads.map(({ id }) => id) } } })
const outcomes = async (batchId: number) =>
  Object.fromEntries((await db().coverBatchThread.findMany({ where: { batchId } })).map(({ threadId, outcome }) => [threadId, outcome]))

async function anAnswerWith(count: number, visibility: 'public' | 'members' | 'editors' = 'public') {
  const [editor, asker] = [await anEditor(), await aReader()]
  const open = await aTopic()
  const topicId = visibility === 'public' ? open : await aTopic({ visibility })
  const { id: answerId } = await startAnswer(editor, { topicId, title: 'Hives', body: '' })
  const words = { title: 'Hives', summary: '', body: '## Winter\n\nFeed them.', appliesTo: [], note: 'x', significance: 'major' as const }
  await publishRevision(editor, { answerId, basedOn: 0, ...words })
  const threads: Threads = []
  for (let i = 0; i < count; i++) threads.push(await aThread({ by: asker, topicId: open, title: `A hive in winter ${i}` }))
  return { editor, asker, answerId, threads, open }
}

test('many threads are covered in one act and taken back in one, with their askers told and both in the audit log', async () => {
  const { editor, answerId, threads } = await anAnswerWith(5)
  const batchId = await coverBatch(editor, answerId, asked(threads, 'winter'))
  expect(await coveredBy(answerId)).toEqual(threads.map(({ id }) => id))
  expect(await readCoverBatch(editor, batchId)).toMatchObject({ count: 5, undoable: true, undone: false, left: [] })
  expect((await readThread(visitor, threads[0]?.id ?? 0))?.resolution).toBe('covered')
  expect(await lastCoveredWith(editor)).toMatchObject({ id: answerId })
  await undoCoverBatch(editor, batchId)
  expect(await coveredBy(answerId)).toEqual([])
  expect(await readCoverBatch(editor, batchId)).toMatchObject({ count: 5, undoable: false, undone: true, left: [] })
  expect((await readThread(visitor, threads[0]?.id ?? 0))?.resolution).toBe('unanswered')
  await undoCoverBatch(editor, batchId)
  expect([await acts(threads, 'coverage.cover'), await acts(threads, 'coverage.uncover')], 'undone once').toEqual([5, 5])
  expect([await told(threads, 'covered'), await told(threads, 'uncovered')]).toEqual([5, 5])
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('more threads than one transaction takes are one act all the same, and one too many is refused before anything is written', async () => {
  const { editor, answerId, threads } = await anAnswerWith(53)
  const batchId = await coverBatch(editor, answerId, asked(threads))
  expect(await readCoverBatch(editor, batchId)).toMatchObject({ count: 53, undoable: true })
  await undoCoverBatch(editor, batchId)
  expect(await coveredBy(answerId)).toEqual([])
  const many = Array.from({ length: coverBatchMax + 1 }, (_, i) => ({ threadId: i + 1, section: null }))
  await expect(coverBatch(editor, answerId, many)).rejects.toMatchObject({ code: 'invalid' })
  await expect(coverBatch(editor, answerId, [])).rejects.toMatchObject({ code: 'invalid' })
  expect(await coveredBy(answerId)).toEqual([])
})

test('what its asker or another editor changed since stays covered, and is named', async () => {
  const { editor, asker, answerId, threads } = await anAnswerWith(6)
  const [confirmed, contested, decided, moved, away, rest] = threads.map(({ id }) => id) as [number, number, number, number, number, number]
  const batchId = await coverBatch(editor, answerId, asked(threads))
  await respondToCoverage(asker, { threadId: confirmed, answerId, response: 'accepted' })
  for (const threadId of [contested, decided])
    await respondToCoverage(asker, { threadId, answerId, response: 'contested', reason: 'Mine is made of straw.' })
  await resolveContest(editor, { threadId: decided, answerId, reason: 'Straw is the same.' })
  const other = await anEditor()
  await coverThread(other, { threadId: moved, answerId, section: 'winter' })
  await uncoverThread(other, away, answerId)
  await coverThread(other, { threadId: away, answerId })
  await undoCoverBatch(editor, batchId)
  expect(await coveredBy(answerId)).toEqual([confirmed, contested, decided, moved, away])
  expect(await outcomes(batchId)).toEqual({
    [confirmed]: 'kept_answered',
    [contested]: 'kept_answered',
    [decided]: 'kept_answered',
    [moved]: 'kept_changed',
    [away]: 'kept_changed',
    [rest]: 'undone',
  })
  const { left } = (await readCoverBatch(editor, batchId)) ?? {}
  expect(left?.map(({ title }) => title)).toEqual(threads.slice(0, 5).map((_, i) => `A hive in winter ${i}`))
})

test('a thread that can’t be covered holds up no other, and the act says why', async () => {
  const { editor, asker, answerId, threads, open } = await anAnswerWith(3, 'members')
  const [forAll] = threads as [{ id: number }]
  const members = await aTopic({ visibility: 'members' })
  const inMembers = async (title: string) => aThread({ by: asker, topicId: members, title })
  const [fine, known, hidden, contested] = [await inMembers('A'), await inMembers('B'), await inMembers('C'), await inMembers('D')]
  await coverThreads(editor, answerId, asked([known, contested], 'winter'))
  await respondToCoverage(asker, { threadId: contested.id, answerId, response: 'contested', reason: 'No.' })
  await hideThread(editor, hidden.id, 'Off topic')
  const batchId = await coverBatch(editor, answerId, [
    ...asked([forAll, fine, known, hidden, contested]),
    { threadId: 999_999, section: null },
  ])
  expect(await outcomes(batchId)).toEqual({
    [forAll.id]: 'more_open',
    [fine.id]: 'covered',
    [known.id]: 'already',
    [hidden.id]: 'gone',
    [contested.id]: 'contested',
  })
  expect(await coveredBy(answerId)).toEqual([fine.id, known.id, contested.id])
  expect((await db().coverage.findFirst({ where: { threadId: known.id } }))?.section, 'left as it was').toBe('winter')
  const { left } = (await readCoverBatch(editor, batchId)) ?? {}
  expect(left?.find(({ outcome }) => outcome === 'gone')?.title, 'a hidden title is not shown').toBeNull()
  expect(open).toBeGreaterThan(0)
  await undoCoverBatch(editor, batchId)
  expect(await coveredBy(answerId)).toEqual([known.id, contested.id])
})

test('two editors who cover and undo the same at once leave every thread covered once, or not at all', async () => {
  const { editor, answerId, threads } = await anAnswerWith(8)
  const other = await anEditor()
  const [one, two] = await Promise.all([coverBatch(editor, answerId, asked(threads)), coverBatch(other, answerId, asked(threads))])
  const all = [...Object.values(await outcomes(one)), ...Object.values(await outcomes(two))]
  expect([all.filter((each) => each === 'covered').length, all.filter((each) => each === 'already').length]).toEqual([8, 8])
  expect(await acts(threads, 'coverage.cover')).toBe(8)
  await Promise.all([undoCoverBatch(editor, one), undoCoverBatch(other, one), undoCoverBatch(editor, two)])
  expect(await coveredBy(answerId)).toEqual([])
  expect([await acts(threads, 'coverage.uncover'), await told(threads, 'uncovered')]).toEqual([8, 8])
})

test('a thread whose asker contested an earlier text is asked again, which undoing leaves', async () => {
  const { editor, asker, answerId, threads } = await anAnswerWith(1)
  const threadId = threads[0]?.id ?? 0
  await coverThread(editor, { threadId, answerId })
  await respondToCoverage(asker, { threadId, answerId, response: 'contested', reason: 'Mine is wet.' })
  const words = {
    title: 'Hives',
    summary: '',
    body: 'Feed them, also wet ones.',
    appliesTo: [],
    note: 'Wet',
    significance: 'minor' as const,
  }
  await publishRevision(editor, { answerId, basedOn: 1, ...words })
  const batchId = await coverBatch(editor, answerId, asked(threads))
  expect(await outcomes(batchId)).toEqual({ [threadId]: 'asked_again' })
  await undoCoverBatch(editor, batchId)
  expect(await coveredBy(answerId)).toEqual([threadId])
})

test('members cover nothing, undo nothing and read of no act', async () => {
  const { editor, answerId, threads } = await anAnswerWith(1)
  const batchId = await coverBatch(editor, answerId, asked(threads))
  const member = await aMember()
  await expect(coverBatch(member, answerId, asked(threads))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(undoCoverBatch(member, batchId)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await readCoverBatch(member, batchId)).toBeNull()
  expect(await readCoverBatch(editor, 999_999)).toBeNull()
})
