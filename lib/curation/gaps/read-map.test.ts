import { beforeAll, beforeEach, expect, test } from 'vitest'
import { aMember, anEditor, aReader, aThread, aTopic } from '../../../test/factories'
import { aGapOf, viewed } from '../../../test/gaps'
import { coverThread, publishRevision, startAnswer } from '../../answers'
import type { Viewer } from '../../identity/viewer'
import { visitor } from '../../identity/viewer/viewer'
import { db, pool } from '../../platform/db/client'
import { hideThread } from '../moderation/hide'
import { dismissGap } from './dismiss-gap'
import { findGaps } from './find-gaps'
import { countGaps, type GapMapRequest, readGaps } from './read-map'
import { refreshGap } from './refresh-gap'
import { writeGap } from './write-gap'

let editor: Viewer & { personId: number }
beforeAll(async () => {
  editor = await anEditor('Edda')
})
beforeEach(async () => {
  await pool().query('truncate gap, view_day cascade')
})

const read = async (request: Partial<GapMapRequest> = {}) => readGaps(editor, { show: 'open', ...request })
const titles = async (request: Partial<GapMapRequest> = {}) => (await read(request)).gaps.map(({ title }) => title)

async function covered(threadIds: number[]): Promise<void> {
  const { id } = await startAnswer(editor, { topicId: await aTopic(), title: 'It settles it', body: 'Words.' })
  const text = { title: 'It settles it', summary: '', body: 'Words.', appliesTo: [], note: 'x', significance: 'major' as const }
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text })
  for (const threadId of threadIds) await coverThread(editor, { threadId, answerId: id })
}

test('gaps are ordered by demand, and pages of the list follow each other without a gap or a repetition', async () => {
  for (const demand of [2, 7.25, 7.25, 0, 1e6]) await aGapOf([`Demand ${demand}`], { demand })
  expect(await titles()).toEqual(['Demand 1000000', 'Demand 7.25', 'Demand 7.25', 'Demand 2', 'Demand 0'])
  const seen: number[] = []
  let after: string | null | undefined
  do {
    const { gaps, next } = await read({ after: after ?? undefined, countMax: 2 })
    seen.push(...gaps.map(({ id }) => id))
    after = next
  } while (after)
  expect(seen).toEqual((await read()).gaps.map(({ id }) => id))
  expect(await titles({ after: 'nonsense' })).toHaveLength(5)
})

test('a gap has the title of its thread that says it best, and counts what nothing covers', async () => {
  const { id, threadIds } = await aGapOf(['Why does it hum', 'It hums', 'Humming'])
  await db().thread.update({ where: { id: threadIds[1] }, data: { viewCount: 50 } })
  await db().$transaction((tx) => refreshGap(tx, id))
  expect((await read()).gaps).toMatchObject([{ id, title: 'It hums', threads: 3, unanswered: 3, writer: null, answer: null }])
  await hideThread(editor, threadIds[1] as number, 'Spam.')
  expect((await read()).gaps, 'a hidden thread gives no title').toMatchObject([{ title: 'Why does it hum', threads: 2 }])
})

test('a gap leaves the map as soon as an answer covers all of its threads', async () => {
  const { threadIds } = await aGapOf(['Where is the fuse', 'The fuse'])
  await covered(threadIds.slice(0, 1))
  expect((await read()).gaps).toMatchObject([{ threads: 1 }])
  await covered(threadIds.slice(1))
  expect(await titles()).toEqual([])
  expect(await countGaps(editor)).toEqual({ open: 0, covered: 0, dismissed: 0 })
})

test('only editors read gaps, and a gap of which all threads are hidden is none', async () => {
  const { threadIds } = await aGapOf(['A secret'])
  for (const viewer of [visitor, await aMember(), await aReader()]) {
    await expect(readGaps(viewer, { show: 'open' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(countGaps(viewer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(findGaps(viewer, 1, '')).rejects.toMatchObject({ code: 'forbidden' })
  }
  await hideThread(editor, threadIds[0] as number, 'Spam.')
  expect(await titles()).toEqual([])
  expect((await countGaps(editor)).open).toBe(0)
})

test('a topic narrows the map to gaps with a thread in it or in its subtopics', async () => {
  const parentId = await aTopic()
  const child = await aTopic({ parentId })
  await aGapOf(['Above'], { topicId: parentId, demand: 3 })
  await aGapOf(['Below'], { topicId: child, demand: 2 })
  await aGapOf(['Elsewhere'], { demand: 1 })
  expect(await titles({ topicId: parentId })).toEqual(['Above', 'Below'])
  expect(await titles({ topicId: child })).toEqual(['Below'])
  expect((await countGaps(editor, parentId)).open).toBe(2)
  expect((await countGaps(editor)).open).toBe(3)
})

test('views and trend are those of the period, once views were counted for two of them', async () => {
  const { id, threadIds } = await aGapOf(['Views', 'More views'])
  const [a, b] = threadIds as [number, number]
  await viewed(a, 30, 0)
  await viewed(b, 10, 29)
  await viewed(a, 15, 31)
  expect((await read({ days: 30 })).gaps).toMatchObject([{ views: 40, trend: 'early' }])
  await viewed((await aThread()).id, 1, 60)
  expect((await read({ days: 30 })).gaps).toMatchObject([{ views: 40, trend: 'soaring' }])
  await db().$transaction((tx) => refreshGap(tx, id))
  expect((await read()).gaps).toMatchObject([{ views: 55, trend: 'early' }])
  expect((await read({ days: 365 })).gaps).toMatchObject([{ views: 55, trend: 'early' }])
})

test('what is no gap is listed with its reason, the last decided first', async () => {
  const [first, second] = [await aGapOf(['First']), await aGapOf(['Second'])]
  await dismissGap(editor, first.id, 'Small talk.')
  await dismissGap(editor, second.id, 'A rant.')
  await pool().query(`update gap set since = since - interval '1 hour' where id = $1`, [first.id])
  const { gaps, next } = await read({ show: 'dismissed', countMax: 1 })
  expect(gaps).toMatchObject([{ title: 'Second', reason: 'A rant.' }])
  expect(await titles({ show: 'dismissed', after: next ?? '' })).toEqual(['First'])
  expect(await countGaps(editor)).toEqual({ open: 0, covered: 0, dismissed: 2 })
})

test('who writes an answer is named for seven days', async () => {
  const { id } = await aGapOf(['Being written'])
  await writeGap(editor, id)
  expect((await read()).gaps[0]?.writer).toMatchObject({ id: editor.personId, name: 'Edda' })
  await pool().query(`update gap set writing_until = writing_until - interval '7 days' where id = $1`, [id])
  expect((await read()).gaps[0]?.writer).toBe(null)
})

test('similar gaps are found by related threads, by words, by number and by address', async () => {
  const [one, two, far] = [await aGapOf(['The kettle whistles']), await aGapOf(['A whistling kettle']), await aGapOf(['Bread is hard'])]
  const link = { fromKind: 'thread' as const, fromId: one.threadIds[0] as number, position: 0, toKind: 'thread' as const }
  await db().relatedLink.create({ data: { ...link, toId: two.threadIds[0] as number, score: 1, reason: { kind: 'alike' } } })
  const found = async (words: string) => (await findGaps(editor, one.id, words)).map(({ id }) => id)
  expect(await found('')).toEqual([two.id])
  expect(await found('bread')).toEqual([far.id])
  expect(await found(String(far.id))).toEqual([far.id])
  expect(await found(`https://forum.example.org/desk/gaps/${far.id}?days=30`)).toEqual([far.id])
  expect(await found(String(one.id)), 'it is not similar to itself').toEqual([])
})
