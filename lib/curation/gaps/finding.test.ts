import { beforeEach, expect, test } from 'vitest'
import { anAnswer, anEditor, aThread, aTopic, countWords } from '../../../test/factories'
import { tie, withoutGaps } from '../../../test/gaps'
import { coverThreads, uncoverThread } from '../../answers'
import { type Viewer, visitor } from '../../identity/viewer'
import { db, pool, transaction } from '../../platform/db'
import { mergeThreads } from '../duplicates'
import { hideThread, restoreThread } from '../moderation'
import { refreshRelated } from '../related'
import { continueGaps } from './continue-gaps'
import { placeThreads } from './place-threads'
import { refreshGap, refreshGaps } from './refresh-gap'
import { regroup, wantGaps } from './regroup'
import { RunPace } from './run-pace'

let editor: Viewer & { personId: number }
let topicId: number

beforeEach(async () => {
  editor = await anEditor()
  topicId = await aTopic()
  await withoutGaps()
})

/** Threads of which each is as close to the others as said, as related lists have it. */
async function threadsAlike(count: number, closeness = 0.8, { at, title = 'How do I oil a hinge?' }: { at?: Date; title?: string } = {}) {
  const ids: number[] = []
  for (let i = 0; i < count; i++) ids.push((await aThread({ topicId, title: `${title} ${i}`, at })).id)
  for (const id of ids) await tie(id, new Map(ids.filter((other) => other !== id).map((other) => [other, closeness])))
  return ids
}

async function untilDone(): Promise<void> {
  while (await continueGaps());
}

async function all(): Promise<void> {
  await wantGaps()
  await untilDone()
}

const gapOf = async (threadId: number) => (await db().gapThread.findUnique({ where: { threadId } }))?.gapId ?? null
const gap = (id: number | null) => db().gap.findUniqueOrThrow({ where: { id: id ?? 0 } })
const eventsOf = async (gapId: number | null) =>
  (await db().gapEvent.findMany({ where: { gapId: gapId ?? 0 }, orderBy: { id: 'asc' } })).map(({ what }) => what)

test('threads that ask the same are one gap, and a new one of them finds it by itself', async () => {
  const [a, b, c] = (await threadsAlike(3)) as [number, number, number]
  const other = (await aThread({ topicId, title: 'Where is the key?' })).id
  await untilDone()
  expect(await gapOf(a)).not.toBeNull()
  expect(await gapOf(b)).toBe(await gapOf(a))
  expect(await gapOf(c)).toBe(await gapOf(a))
  expect(await gapOf(other)).toBeNull()
  const later = (await aThread({ topicId, title: 'Oil on a hinge?' })).id
  await tie(later, new Map([a, b, c].map((id) => [id, 0.9])))
  await untilDone()
  expect(await gapOf(later), 'before the lists of the others name it').toBe(await gapOf(a))
  expect(await gap(await gapOf(a))).toMatchObject({ state: 'open', threads: 4, unanswered: 4 })
})

test('a chain of threads of which each is like the next only is no gap', async () => {
  const ids = await threadsAlike(8, 0)
  for (const [i, id] of ids.entries()) await tie(id, new Map(ids.filter((_, j) => Math.abs(i - j) === 1).map((other) => [other, 0.5])))
  await all()
  const sizes = await db().gapThread.groupBy({ by: ['gapId'], _count: true })
  expect(Math.max(...sizes.map(({ _count }) => _count))).toBeLessThan(4)
})

test('a gap keeps its number and history from run to run, and a full run finds what placing found', async () => {
  const ids = await threadsAlike(4)
  await untilDone()
  const before = await gapOf(ids[0] as number)
  await all()
  await tie(ids[3] as number, new Map())
  await all()
  expect(await Promise.all(ids.slice(0, 3).map(gapOf))).toEqual([before, before, before])
  await db().gapThread.deleteMany({})
  await pool().query('truncate gap_due')
  await all()
  expect(await gapOf(ids[0] as number)).not.toBeNull()
  expect(await eventsOf(before)).toEqual(['opened', 'gone'].slice(0, (await eventsOf(before)).length))
})

test('gaps that turn out to ask the same become one by themselves, soon after the last thread found its place', async () => {
  const ids = await threadsAlike(6, 0)
  const [a, b, , d, e] = ids as [number, number, number, number, number]
  const pace = new RunPace()
  const untilFound = async () => {
    while (await continueGaps(pace));
  }
  await tie(a, new Map([[b, 0.9]]))
  await tie(d, new Map([[e, 0.9]]))
  await untilFound()
  expect(await gapOf(a)).not.toBe(await gapOf(d))
  for (const id of ids) await tie(id, new Map(ids.filter((other) => other !== id).map((other) => [other, 0.9])))
  await untilFound()
  pace.noteRun(0, 0)
  pace.noteChange()
  await untilFound()
  expect(new Set(await Promise.all(ids.map(gapOf))).size).toBe(1)
  expect(await gap(await gapOf(a))).toMatchObject({ threads: 6 })
})

test('all threads are grouped again a minute after the last run at the soonest, and take a hundredth of the time', () => {
  const pace = new RunPace()
  expect(pace.isDue(0), 'nothing changed').toBe(false)
  pace.noteChange()
  expect(pace.isDue(0)).toBe(true)
  pace.noteRun(10, 1_000)
  expect(pace.isDue(1_000_000), 'nothing changed since').toBe(false)
  pace.noteChange()
  expect([pace.isDue(60_999), pace.isDue(61_000)]).toEqual([false, true])
  pace.noteRun(60_000, 100_000)
  pace.noteChange()
  expect([pace.isDue(6_099_999), pace.isDue(6_100_000)]).toEqual([false, true])
})

test('what an editor put together or took out stays so, whatever the program finds', async () => {
  const [a, b, c] = (await threadsAlike(3)) as [number, number, number]
  const far = (await aThread({ topicId, title: 'Where is the key?' })).id
  await untilDone()
  const id = (await gapOf(a)) as number
  await db().gapThread.delete({ where: { threadId: c } })
  await db().gapApart.create({ data: { threadId: c, gapId: id } })
  await db().gapThread.create({ data: { threadId: far, gapId: id, byHand: true } })
  await db().gap.update({ where: { id }, data: { byHand: true } })
  await tie(b, new Map())
  await all()
  expect([await gapOf(a), await gapOf(b), await gapOf(far)]).toEqual([id, id, id])
  expect(await gapOf(c)).not.toBe(id)
})

test('two gaps that an editor made are never put together by the program', async () => {
  const [a, b, c, d] = (await threadsAlike(4)) as [number, number, number, number]
  await untilDone()
  const id = (await gapOf(a)) as number
  const made = await db().gap.create({ data: { byHand: true } })
  await db().gapThread.updateMany({ where: { threadId: { in: [c, d] } }, data: { gapId: made.id, byHand: true } })
  await db().gap.update({ where: { id }, data: { byHand: true } })
  await all()
  expect([await gapOf(a), await gapOf(b), await gapOf(c), await gapOf(d)]).toEqual([id, id, made.id, made.id])
})

test('a gap whose threads an answer covers leaves the map, and comes back when the answer goes', async () => {
  const ids = await threadsAlike(2)
  await untilDone()
  const id = (await gapOf(ids[0] as number)) as number
  const answer = await anAnswer(editor, { topicId })
  await coverThreads(
    editor,
    answer.id,
    ids.map((threadId) => ({ threadId, section: null })),
  )
  await untilDone()
  expect(await gap(id)).toMatchObject({ state: 'covered', threads: 0, demand: 0 })
  await uncoverThread(editor, ids[0] as number, answer.id)
  await untilDone()
  expect(await gap(id)).toMatchObject({ state: 'open', threads: 1 })
  expect(await eventsOf(id)).toEqual(['opened', 'covered', 'reopened'])
})

test('a gap whose threads nobody can read is gone, unless somebody is writing its answer; restored, it is there again', async () => {
  const ids = await threadsAlike(2)
  await untilDone()
  const id = (await gapOf(ids[0] as number)) as number
  await db().gap.update({ where: { id }, data: { writerId: editor.personId, writingUntil: new Date(Date.now() + 60_000) } })
  for (const threadId of ids) await hideThread(editor, threadId, 'test')
  await untilDone()
  expect(await gap(id)).toMatchObject({ state: 'open', threads: 0 })
  await db().gap.update({ where: { id }, data: { writingUntil: new Date(0), figuresAt: null } })
  await untilDone()
  expect((await gap(id)).state).toBe('gone')
  await restoreThread(editor, ids[0] as number)
  await untilDone()
  expect(await gap(id)).toMatchObject({ state: 'open', threads: 1 })
})

test('a merged thread leaves its place in the gap and its views to the one that stays', async () => {
  const [a, b] = (await threadsAlike(2)) as [number, number]
  await untilDone()
  const id = await gapOf(a)
  const into = (await aThread({ topicId, title: 'Hinges' })).id
  const day = new Date(new Date().toISOString().slice(0, 10))
  await db().viewDay.createMany({ data: [a, into].map((subjectId) => ({ kind: 'thread' as const, subjectId, day, views: 5 })) })
  await mergeThreads(editor, [a], into)
  await untilDone()
  expect([await gapOf(a), await gapOf(b), await gapOf(into)]).toEqual([null, id, id])
  expect(await gap(id)).toMatchObject({ threads: 2, views: 10 })
})

test('what asks nothing begins no gap, and brings the demand of one down', async () => {
  const news = await threadsAlike(3, 0.8, { title: 'Version 1.2 of our hinge is released' })
  await untilDone()
  expect(await gapOf(news[0] as number)).toBeNull()
  const asked = await threadsAlike(3)
  await untilDone()
  const before = (await gap(await gapOf(asked[0] as number))).demand
  await db().gapThread.updateMany({ where: { threadId: asked[0] }, data: { asks: 0 } })
  await refreshGap(db(), (await gapOf(asked[0] as number)) as number)
  expect((await gap(await gapOf(asked[0] as number))).demand).toBeLessThan(before)
})

test('views of ninety days, older views and searches that opened nothing raise the demand', async () => {
  const [a] = (await threadsAlike(2)) as [number]
  await untilDone()
  const id = (await gapOf(a)) as number
  const demand = async () => {
    await refreshGap(db(), id)
    return (await gap(id)).demand
  }
  const first = await demand()
  await db().thread.update({ where: { id: a }, data: { viewCount: 500 } })
  const read = await demand()
  const ago = (days: number) => new Date(new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10))
  const views = [3, 100, 200].map((days) => ({ kind: 'thread' as const, subjectId: a, day: ago(days), views: 40 }))
  await db().viewDay.createMany({ data: views })
  const counted = await demand()
  expect(await gap(id)).toMatchObject({ views: 40, viewsBefore: 40 })
  const search = { query: 'hinge', hits: 3, engine: 'postgres', durationMs: 1, bestKind: 'thread' as const, bestId: a, at: ago(1) }
  const session = (name: string) => Buffer.from(name)
  await db().searchLog.createMany({
    data: [
      { ...search, session: session('x'), robot: false },
      { ...search, session: session('x'), robot: false },
      { ...search, session: session('y'), robot: false },
      { ...search, session: session('z'), robot: true },
      { ...search, session: session('w'), robot: false, clickedKind: 'thread', clickedId: a },
    ],
  })
  const sought = await demand()
  expect((await gap(id)).searches).toBe(2)
  expect([first < read, read < counted, counted < sought]).toEqual([true, true, true])
})

test('in a small forum a question that nobody answers is a gap although nobody else asks it; one of today is not yet', async () => {
  const old = (await aThread({ topicId, title: 'How do I polish brass?', at: new Date(Date.now() - 3 * 86_400_000) })).id
  const fresh = (await aThread({ topicId, title: 'How do I polish tin?' })).id
  const news = (await aThread({ topicId, title: 'Our new brass is released', at: new Date(Date.now() - 3 * 86_400_000) })).id
  await all()
  expect(await gap(await gapOf(old))).toMatchObject({ state: 'open', threads: 1 })
  expect([await gapOf(fresh), await gapOf(news)]).toEqual([null, null])
})

test('a run that is cut off goes on with the next, and what it wrote stays', async () => {
  const first = await threadsAlike(3)
  const second = await threadsAlike(3, 0.8, { title: 'Where do I get glue?' })
  await pool().query('truncate gap_due')
  await wantGaps()
  await pool().query(`create function fail_second() returns trigger language plpgsql as $$
    begin if new.thread_id = ${second[0]} then raise exception 'cut off'; end if; return new; end $$;
    create trigger fail_second before insert on gap_thread for each row execute function fail_second()`)
  await expect(regroup()).rejects.toThrow('cut off')
  await pool().query('drop function fail_second cascade')
  await untilDone()
  expect(await gapOf(first[0] as number)).not.toBeNull()
  expect(await gapOf(second[0] as number)).not.toBeNull()
  expect(await regroup()).toBe(false)
})

test('placing many threads takes no more queries than placing few', async () => {
  const few = await threadsAlike(2)
  const many = (
    await Promise.all(['Where do I get glue?', 'Why is it cold?', 'Can I paint tin?'].map((title) => threadsAlike(4, 0.8, { title })))
  ).flat()
  const queries = (ids: number[]) =>
    transaction(async (tx) => {
      let count = 0
      const counted = new Proxy(tx, {
        get(target, key) {
          count++
          return Reflect.get(target, key)
        },
      })
      await refreshGaps(counted, await placeThreads(counted, ids))
      return count
    })
  const [ofFew, ofMany] = [await queries(few), await queries(many)]
  expect(ofMany).toBe(ofFew)
  expect(await db().gapThread.count()).toBe(few.length + many.length)
})

test('questions in other words of a forum come together by their texts', async () => {
  const texts = ['oil a squeaking hinge', 'make a squeaking hinge quiet', 'silence the squeaking hinge', 'stop that squeaking hinge']
  const noise = ['Lamp flickers at night', 'Paint peels off the wall', 'Water drips from the tap', 'Stove does not heat', 'Clock runs slow']
  const ids: number[] = []
  for (const text of texts) ids.push((await aThread({ topicId, title: `How do I ${text}?`, body: `I want to ${text}.` })).id)
  const others: number[] = []
  for (const text of noise) others.push((await aThread({ topicId, title: text, body: `${text} since yesterday.` })).id)
  await countWords()
  for (const id of [...ids, ...others]) await refreshRelated('thread', id)
  await untilDone()
  const gaps = new Set(await Promise.all(ids.map(gapOf)))
  expect(gaps.size).toBe(1)
  expect(gaps.has(null)).toBe(false)
  expect(await Promise.all(others.map(gapOf))).toEqual(others.map(() => null))
  expect(visitor.audience).toBe('visitor')
})
