import { beforeAll, beforeEach, expect, test } from 'vitest'
import { aMember, anEditor, aThread } from '../../../test/factories'
import { aGapOf } from '../../../test/gaps'
import { coverThread, publishRevision, startAnswer } from '../../answers'
import type { Viewer } from '../../identity/viewer'
import { db, pool } from '../../platform/db/client'
import { hideThread } from '../moderation/hide'
import { dismissGap, reopenGap } from './dismiss-gap'
import { mergeGaps, unmergeGap } from './merge-gaps'
import { readGap } from './read-gap'
import { splitGap } from './split-gap'
import { leaveGap, writeGap } from './write-gap'

let ada: Viewer & { personId: number }
let ben: Viewer & { personId: number }
beforeAll(async () => {
  ada = await anEditor('Ada')
  ben = await anEditor('Ben')
})
beforeEach(async () => {
  await pool().query('truncate gap cascade')
})

const missing = 999_999
const threadsOf = async (gapId: number) =>
  (await db().gapThread.findMany({ where: { gapId }, orderBy: { threadId: 'asc' } })).map(({ threadId }) => threadId)
const eventsOf = async (gapId: number) =>
  (await db().gapEvent.findMany({ where: { gapId }, orderBy: { id: 'asc' } })).map(({ what, detail }) => `${what} ${detail}`.trim())
const gapOf = (id: number) => db().gap.findUniqueOrThrow({ where: { id } })
const lastAudit = () =>
  db().auditEntry.findFirst({
    where: { action: { startsWith: 'gap.' } },
    orderBy: { id: 'desc' },
    select: { personId: true, action: true, reason: true },
  })

test('a gap is dismissed with a reason, and opened again', async () => {
  const { id } = await aGapOf(['Small talk'])
  await expect(dismissGap(ada, id, '  ')).rejects.toMatchObject({ code: 'invalid', field: 'reason' })
  await dismissGap(ada, id, 'It is a chat.')
  expect(await gapOf(id)).toMatchObject({ state: 'dismissed', reason: 'It is a chat.' })
  expect(await lastAudit()).toEqual({ personId: ada.personId, action: 'gap.dismiss', reason: `number ${id}, It is a chat.` })
  await reopenGap(ben, id)
  expect(await gapOf(id)).toMatchObject({ state: 'open', reason: '' })
  expect(await lastAudit()).toEqual({ personId: ben.personId, action: 'gap.reopen', reason: `number ${id}` })
  expect(await eventsOf(id)).toEqual(['opened', 'dismissed It is a chat.', 'reopened'])
})

test('of two editors who decide at once, the second is told', async () => {
  const { id } = await aGapOf(['Twice'])
  const done = await Promise.allSettled([dismissGap(ada, id, 'One.'), dismissGap(ben, id, 'Two.')])
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(done.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
  await expect(reopenGap(ada, (await aGapOf(['Open'])).id)).rejects.toMatchObject({ code: 'conflict' })
})

test('an editor writes an answer for seven days, renews that, and gives it up; nobody else writes it meanwhile', async () => {
  const { id } = await aGapOf(['Written'])
  await writeGap(ada, id)
  expect((await gapOf(id)).writerId).toBe(ada.personId)
  expect(await lastAudit()).toMatchObject({ action: 'gap.write', personId: ada.personId })
  await expect(writeGap(ben, id)).rejects.toThrow('Ada is writing its answer.')
  await expect(leaveGap(ben, id)).rejects.toThrow('Ada is writing its answer.')
  await writeGap(ada, id)
  await leaveGap(ada, id)
  expect(await lastAudit()).toMatchObject({ action: 'gap.leave', personId: ada.personId })
  await expect(leaveGap(ada, id)).rejects.toMatchObject({ code: 'conflict' })
  await writeGap(ada, id)
  await pool().query(`update gap set writing_until = now() - interval '1 second' where id = $1`, [id])
  await writeGap(ben, id)
  expect((await gapOf(id)).writerId).toBe(ben.personId)
  expect(await eventsOf(id)).toEqual(['opened', 'writing', 'writing', 'left', 'writing', 'writing'])
})

test('a gap is split by hand, the program does not put the threads back, and merging undoes it', async () => {
  const { id, threadIds } = await aGapOf(['Hums', 'Whistles', 'Buzzes'])
  const [a, b, c] = threadIds as [number, number, number]
  const other = await splitGap(ada, id, [b, c])
  expect([await threadsOf(id), await threadsOf(other)]).toEqual([[a], [b, c]])
  expect(await gapOf(other)).toMatchObject({ state: 'open', byHand: true, threads: 2 })
  expect(await gapOf(id)).toMatchObject({ byHand: true, threads: 1 })
  const where = { threadId: { in: [b, c] }, gapId: id }
  expect(await db().gapApart.count({ where })).toBe(2)
  expect(await db().gapThread.count({ where: { gapId: other, byHand: true } })).toBe(2)
  expect(await lastAudit()).toMatchObject({ action: 'gap.split', reason: `number ${other} out of number ${id}` })
  expect([(await eventsOf(id)).at(-1), await eventsOf(other)]).toEqual([`split ${other}`, [`split_from ${id}`]])
  await mergeGaps(ben, other, id)
  expect(await threadsOf(id)).toEqual([a, b, c])
  expect(await db().gapApart.count({ where })).toBe(0)
})

test('what is split is some of the threads that are there now', async () => {
  const { id, threadIds } = await aGapOf(['One', 'Two'])
  await expect(splitGap(ada, id, [])).rejects.toMatchObject({ code: 'invalid' })
  await expect(splitGap(ada, id, threadIds)).rejects.toThrow('Leave at least one thread')
  await expect(splitGap(ada, id, [(await aThread()).id])).rejects.toMatchObject({ code: 'conflict' })
  const done = await Promise.allSettled([splitGap(ada, id, threadIds.slice(0, 1)), splitGap(ben, id, threadIds.slice(0, 1))])
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db().gap.count()).toBe(2)
})

test('a gap is merged into another, says where its threads are, and is taken out again with the same number', async () => {
  const [from, into] = [await aGapOf(['Kettle', 'The kettle']), await aGapOf(['Teapot'])]
  await writeGap(ada, from.id)
  await mergeGaps(ada, from.id, into.id)
  expect(await gapOf(from.id)).toMatchObject({ state: 'gone', mergedIntoId: into.id })
  expect(await gapOf(into.id)).toMatchObject({ threads: 3, byHand: true, writerId: ada.personId })
  expect(await readGap(ada, from.id)).toMatchObject({ id: from.id, mergedInto: { id: into.id } })
  expect(await lastAudit()).toMatchObject({ action: 'gap.merge', reason: `number ${from.id} into number ${into.id}` })
  await expect(mergeGaps(ben, from.id, into.id)).rejects.toMatchObject({ code: 'conflict' })
  const last = await aGapOf(['Urn'])
  await mergeGaps(ada, into.id, last.id)
  expect(await readGap(ada, from.id), 'the end of the chain').toMatchObject({ mergedInto: { id: last.id } })
  await unmergeGap(ben, into.id)
  await unmergeGap(ben, from.id)
  expect([await threadsOf(from.id), await threadsOf(into.id), await threadsOf(last.id)]).toEqual([
    from.threadIds,
    into.threadIds,
    last.threadIds,
  ])
  expect(await gapOf(from.id)).toMatchObject({ state: 'open', mergedIntoId: null, threads: 2 })
  expect(await lastAudit()).toMatchObject({ action: 'gap.split', reason: `number ${from.id} out of number ${into.id} again` })
  await expect(unmergeGap(ben, from.id)).rejects.toMatchObject({ code: 'conflict' })
  expect(await eventsOf(from.id)).toEqual([
    'opened',
    'writing',
    `merged_into ${into.id} ${from.threadIds.join(' ')}`,
    `unmerged ${into.id}`,
  ])
})

test('two editors who merge the same two gaps into each other leave one of them', async () => {
  const [one, two] = [await aGapOf(['One']), await aGapOf(['Two'])]
  const done = await Promise.allSettled([mergeGaps(ada, one.id, two.id), mergeGaps(ben, two.id, one.id)])
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await db().gap.count({ where: { state: 'open' } })).toBe(1)
  await expect(mergeGaps(ada, one.id, one.id)).rejects.toMatchObject({ code: 'invalid', field: 'into' })
})

test('nobody but editors changes gaps; missing ones and those of which nothing may be seen are the same', async () => {
  const { id, threadIds } = await aGapOf(['Hidden', 'As well'])
  const member = await aMember()
  const acts = (by: Viewer, gapId: number) => [
    () => dismissGap(by, gapId, 'x'),
    () => reopenGap(by, gapId),
    () => writeGap(by, gapId),
    () => leaveGap(by, gapId),
    () => splitGap(by, gapId, threadIds.slice(0, 1)),
    () => mergeGaps(by, gapId, missing + 1),
    () => unmergeGap(by, gapId),
  ]
  for (const act of acts(member, id)) await expect(act()).rejects.toMatchObject({ code: 'forbidden' })
  await expect(readGap(member, id)).rejects.toMatchObject({ code: 'forbidden' })
  for (const threadId of threadIds) await hideThread(ada, threadId, 'Spam.')
  for (const gapId of [id, missing]) {
    for (const act of acts(ada, gapId)) await expect(act()).rejects.toMatchObject({ code: 'not_found' })
    expect(await readGap(ada, gapId)).toBe(null)
  }
})

test('what is covered by now is not decided any more', async () => {
  const { id, threadIds } = await aGapOf(['Covered'])
  const answer = await startAnswer(ada, { topicId: (await db().thread.findFirstOrThrow()).topicId, title: 'It', body: 'Words.' })
  const text = { title: 'It', summary: '', body: 'Words.', appliesTo: [], note: 'x', significance: 'major' as const }
  await publishRevision(ada, { answerId: answer.id, basedOn: 0, ...text })
  await coverThread(ada, { threadId: threadIds[0] as number, answerId: answer.id })
  expect(await readGap(ada, id)).toMatchObject({ state: 'covered' })
  await db().gap.update({ where: { id }, data: { state: 'covered' } })
  await expect(dismissGap(ada, id, 'x')).rejects.toThrow('An answer covers its threads by now.')
  expect(await readGap(ada, id)).toMatchObject({ state: 'covered', threadsShown: [{ resolution: 'covered' }] })
})
