import { expect, test, vi } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { coverThread, publishRevision, respondToCoverage, saveDraft, startAnswer } from '../../answers'
import { visitor } from '../../identity/viewer'
import { db, pool } from '../../platform/db'
import { hideThread } from '../moderation/hide'
import { listDrafts } from './list-drafts'
import { readDesk } from './read-desk'

type Editor = Awaited<ReturnType<typeof anEditor>>
const empty = { summary: 'In short.', body: 'What to do.', appliesTo: [], aliases: [], tags: [] }

async function anAnswer(editor: Editor, title: string, topicId?: number) {
  const { id, slug } = await startAnswer(editor, { topicId: topicId ?? (await aTopic()), title, body: 'What to do.' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...empty, title, note: 'First.', significance: 'major' })
  return { id, slug }
}

/** A draft of a new answer, saved so many days ago. */
async function aDraft(editor: Editor, title: string, { days, inReview = false }: { days: number; inReview?: boolean }) {
  const { id } = await startAnswer(editor, { topicId: await aTopic(), title, body: 'Begun.' })
  await saveDraft(editor, id, 0, { ...empty, title, reviewAt: null })
  await db().answerDraft.update({ where: { answerId: id }, data: { inReview, editedAt: new Date(Date.now() - days * 86_400_000) } })
}

const titles = (rows: { title: string }[]) => rows.map(({ title }) => title)

test('a desk of a site where nothing happened has nothing and counts nothing', async () => {
  const desk = await readDesk(await anEditor())
  for (const part of ['contested', 'inReview', 'unanswered', 'drafts'] as const) expect(desk[part], part).toEqual({ rows: [], count: 0 })
  expect(desk.figures).toEqual({ threads: 0, covered: 0, answered: 0, answers: 0, settledByAnswer: 0, posted: 0 })
})

test('each part has its first three and counts all, those that wait longest first', async () => {
  const editor = await anEditor()
  for (const days of [1, 4, 2, 3]) await aDraft(editor, `Waits ${days}`, { days, inReview: true })
  for (const days of [9, 7, 8, 6]) await aDraft(editor, `Written ${days}`, { days })
  for (const title of ['One', 'Two', 'Three']) await anAnswer(editor, title)
  const desk = await readDesk(editor)
  expect([titles(desk.inReview.rows), desk.inReview.count]).toEqual([['Waits 4', 'Waits 3', 'Waits 2'], 4])
  expect([titles(desk.drafts.rows), desk.drafts.count]).toEqual([['Written 6', 'Written 7', 'Written 8'], 4])
  expect(desk.figures.answers).toBe(3)
})

test('a contested coverage is on the desk until its thread is hidden', async () => {
  const [editor, asker, topicId] = [await anEditor(), await aMember(), await aTopic()]
  const thread = await aThread({ by: asker, topicId, title: 'Not settled after all' })
  const { id: answerId } = await anAnswer(editor, 'It settles all', topicId)
  await coverThread(editor, { threadId: thread.id, answerId, section: null })
  await respondToCoverage(asker, { threadId: thread.id, answerId, response: 'contested', reason: 'Mine is blue.' })
  expect((await readDesk(editor)).contested).toMatchObject({
    count: 1,
    rows: [{ threadTitle: 'Not settled after all', reason: 'Mine is blue.' }],
  })
  await hideThread(editor, thread.id, 'Spam.')
  expect((await readDesk(editor)).contested).toEqual({ count: 0, rows: [] })
})

test('pages of drafts lead on, also where all have one date', async () => {
  const editor = await anEditor()
  for (let i = 0; i < 5; i++) await aDraft(editor, `Also waits ${i}`, { days: 99, inReview: true })
  await db().answerDraft.updateMany({ where: { title: { startsWith: 'Also' } }, data: { editedAt: new Date('2025-01-02T03:04:05.678Z') } })
  const all = async (list: (after?: string) => Promise<{ rows: { title: string }[]; next: string | null }>) => {
    const first = await list()
    const second = await list(first.next ?? '')
    const third = await list(second.next ?? '')
    return titles([...first.rows, ...second.rows, ...third.rows].slice(0, 5))
  }
  const five = (word: string) => [0, 1, 2, 3, 4].map((i) => `${word} ${i}`)
  expect(await all((after) => listDrafts(editor, { state: 'review', after, countMax: 2 }))).toEqual(five('Also waits'))
})

test('reading the desk takes six queries, however much waits', async () => {
  const editor = await anEditor()
  const queries = vi.spyOn(pool(), 'query')
  const cost = async () => {
    queries.mockClear()
    await readDesk(editor)
    return queries.mock.calls.length
  }
  const before = await cost()
  for (let i = 0; i < 5; i++) await anAnswer(editor, `One more ${i}`)
  for (let i = 0; i < 5; i++) await aDraft(editor, `Another ${i}`, { days: 1 })
  expect([before, await cost()]).toEqual([6, 6])
  queries.mockRestore()
})

test('nobody but editors reads the desk or its pages', async () => {
  for (const viewer of [visitor, await aMember()]) {
    await expect(readDesk(viewer)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listDrafts(viewer, { state: 'writing' })).rejects.toMatchObject({ code: 'forbidden' })
  }
})
