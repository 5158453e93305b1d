import pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { coverThread, publishRevision, respondToCoverage, startAnswer } from '../../answers'
import { visitor } from '../../identity/viewer/viewer'
import { db, pool } from '../../platform/db/client'
import { continueCounting } from '../../search'
import { readUse } from '.'

let editor: Awaited<ReturnType<typeof anEditor>>
let answer: { id: number; slug: string }
beforeAll(async () => {
  editor = await anEditor()
  answer = await startAnswer(editor, { topicId: await aTopic(), title: 'Descale the kettle', body: 'x' })
  const text = { title: 'Descale the kettle', summary: '', body: 'Vinegar.', appliesTo: [], note: 'x' }
  await publishRevision(editor, { answerId: answer.id, basedOn: 0, ...text, significance: 'major' })
  await publishRevision(editor, { answerId: answer.id, basedOn: 1, ...text, body: 'Citric acid.', significance: 'minor' })
})

let sessions = 0
async function opened(query: string, people: number, robot = false): Promise<void> {
  for (let i = 0; i < people; i++)
    await pool().query(
      `insert into search_log (at, query, hits, engine, duration_ms, session, robot, clicked_kind, clicked_id)
       values (now() - interval '1 hour', $1, 1, 'postgres', 1, $2, $3, 'answer', $4)`,
      [query, Buffer.from(String(sessions++)), robot, answer.id],
    )
}

test('editors see which searches led to an answer, and of rare ones their number alone', async () => {
  await opened('Limescale  kettle', 2)
  await opened('limescale kettle', 2)
  await opened('what ada did at noon', 2)
  await opened('ada@example.org', 4)
  await opened('kettle', 5, true)
  while (await continueCounting());
  const use = await readUse(editor, answer.slug)
  expect(use?.searches).toEqual({ shown: [{ text: 'limescale kettle', times: 4 }], rarer: 1 })
})

test('votes are told by revision, and views of 30 and 90 days beside all', async () => {
  await db().helpfulCount.create({ data: { answerId: answer.id, revision: 1, yes: 3, no: 2 } })
  const daysAgo = (days: number) => new Date(new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10))
  const views = (days: number, number: number) => ({ kind: 'answer' as const, subjectId: answer.id, day: daysAgo(days), views: number })
  await db().viewDay.createMany({ data: [views(0, 1), views(29, 2), views(30, 4), views(89, 8), views(90, 16)] })
  await db().viewDay.create({ data: { ...views(1, 32), kind: 'thread' } })
  await db().answer.update({ where: { id: answer.id }, data: { viewCount: 99 } })
  const use = await readUse(editor, answer.slug)
  expect(use).toMatchObject({ views: 99, month: 3, quarter: 15 })
  expect(use?.revisions.map(({ number, yes, no }) => [number, yes, no])).toEqual([
    [2, 0, 0],
    [1, 3, 2],
  ])
})

test('what it covers and who contests it are counted', async () => {
  const askers = [await aMember(), await aMember(), await aMember()]
  for (const [i, by] of askers.entries()) {
    const thread = await aThread({ by })
    await coverThread(editor, { threadId: thread.id, answerId: answer.id, section: null })
    const response = { threadId: thread.id, answerId: answer.id, reason: 'Mine is blue.' }
    if (i < 2) await respondToCoverage(by, { ...response, response: i === 0 ? 'accepted' : 'contested' })
  }
  expect(await readUse(editor, answer.slug)).toMatchObject({ covered: 2, accepted: 1, contested: 1, decided: 0, sources: 0, changed: 0 })
  const citation = { answerId: answer.id, claim: 'It leaks.', citedAt: new Date() }
  await db().citation.createMany({
    data: [
      { ...citation, position: 0, label: '/threads/1', state: 'changed' },
      { ...citation, position: 1, label: '/threads/2' },
    ],
  })
  expect(await readUse(editor, answer.slug)).toMatchObject({ sources: 2, changed: 1 })
})

test('members and visitors read none of it, and what is no answer is nothing', async () => {
  for (const viewer of [visitor, await aMember()]) await expect(readUse(viewer, answer.slug)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await readUse(editor, 'never-was')).toBeNull()
})

test('it takes as many queries for an answer with much to tell as for one with nothing', async () => {
  const other = await startAnswer(editor, { topicId: await aTopic(), title: 'Empty', body: 'x' })
  await publishRevision(editor, {
    answerId: other.id,
    basedOn: 0,
    title: 'Empty',
    summary: '',
    body: 'x',
    appliesTo: [],
    note: 'x',
    significance: 'minor',
  })
  const queriesOf = async (slug: string) => {
    const query = vi.spyOn(pg.Client.prototype, 'query')
    await readUse(editor, slug)
    const { length } = query.mock.calls
    query.mockRestore()
    return length
  }
  const ofMuch = await queriesOf(answer.slug)
  expect(ofMuch).toBe(await queriesOf(other.slug))
  expect(ofMuch).toBeLessThan(10)
})
