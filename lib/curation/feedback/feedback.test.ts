import { beforeEach, expect, test } from 'vitest'
import { aMember, anEditor, aTopic } from '../../../test/factories'
import { archiveAnswer, publishRevision, startAnswer } from '../../answers'
import { visitor } from '../../identity/viewer/viewer'
import { db, pool } from '../../platform/db/client'
import { runHousekeeping } from '../../worker/housekeeping'
import { countFeedback, handleFeedback, readFeedback, readHelpfulShare, sendMissing, voteHelpful } from '.'

const userAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130 Safari/537.36'
const from = (number: number) => ({ address: `192.0.2.${number}`, userAgent })
const robots = [
  { address: '192.0.2.99', userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' },
  { address: '192.0.2.98', userAgent: '' },
]
let count = 0
let editor: Awaited<ReturnType<typeof anEditor>>
beforeEach(async () => {
  editor = await anEditor()
})

async function anAnswer(visibility: 'public' | 'members' | 'editors' = 'public') {
  const title = `Grease the valve ${++count}`
  const answer = await startAnswer(editor, { topicId: await aTopic({ visibility }), title, body: 'x' })
  await revise(answer.id, 0)
  return answer
}

async function revise(answerId: number, basedOn: number, significance: 'minor' | 'major' = 'minor'): Promise<void> {
  const text = { title: `Grease the valve ${count}`, summary: '', body: `Text ${basedOn}.`, appliesTo: [] }
  await publishRevision(editor, { answerId, basedOn, ...text, note: 'x', significance })
}

const countsOf = async (answerId: number) =>
  (await db().helpfulCount.findMany({ where: { answerId }, orderBy: { revision: 'asc' } })).map(({ revision, yes, no }) => [
    revision,
    yes,
    no,
  ])
const yes = { revision: 1, helpful: true }
const no = { revision: 1, helpful: false }
const textsOf = async (state: 'open' | 'handled' = 'open') => (await readFeedback(editor, { state })).rows.map(({ text }) => text)

test('a visitor counts once a day with what they said last, another one too, and again the next day', async () => {
  const { id, slug } = await anAnswer()
  await voteHelpful(visitor, from(1), { slug, ...yes })
  await voteHelpful(visitor, from(1), { slug, ...yes })
  expect(await countsOf(id)).toEqual([[1, 1, 0]])
  await voteHelpful(visitor, from(2), { slug, ...yes })
  await voteHelpful(visitor, from(1), { slug, ...no })
  expect(await countsOf(id), 'the first changed their mind').toEqual([[1, 1, 1]])
  await voteHelpful(visitor, from(1), { slug, ...no }, new Date(Date.now() + 86_400_000))
  expect(await countsOf(id)).toEqual([[1, 1, 2]])
  await voteHelpful(await aMember(), from(3), { slug, ...yes })
  expect(await countsOf(id), 'members count the same way').toEqual([[1, 2, 2]])
})

test('votes that come at once are all counted, and one visitor’s once', async () => {
  const { id, slug } = await anAnswer()
  const votes = Array.from({ length: 12 }, (_, i) => voteHelpful(visitor, from(i % 4), { slug, revision: 1, helpful: i % 8 < 4 }))
  await Promise.all(votes)
  const [[, yeses = 0, noes = 0] = []] = await countsOf(id)
  expect(yeses + noes).toBe(4)
})

test('what is said counts for the revision that was read, also when there is a newer one, and for none that never was', async () => {
  const { id, slug } = await anAnswer()
  await revise(id, 1)
  await voteHelpful(visitor, from(1), { slug, revision: 1, helpful: true })
  await voteHelpful(visitor, from(2), { slug, revision: 2, helpful: false })
  expect(await countsOf(id)).toEqual([
    [1, 1, 0],
    [2, 0, 1],
  ])
  await voteHelpful(visitor, from(1), { slug, revision: 2, helpful: true })
  expect(await countsOf(id), 'a visitor counts for one of them').toEqual([
    [1, 0, 0],
    [2, 1, 1],
  ])
  await expect(voteHelpful(visitor, from(3), { slug, revision: 3, helpful: true })).rejects.toThrow('There is no such answer.')
})

test('robots get the same response and change nothing', async () => {
  const { id, slug } = await anAnswer()
  for (let i = 1; i <= 5; i++) await voteHelpful(visitor, from(i), { slug, ...yes })
  for (const robot of robots) {
    expect(await voteHelpful(visitor, robot, { slug, ...no })).toEqual({ percent: 100, readers: 5 })
    await sendMissing(visitor, robot, { slug, revision: 1, missing: 'Buy my pumps.' })
  }
  expect(await countsOf(id)).toEqual([[1, 5, 0]])
  expect((await countFeedback(editor, id)).open).toBe(0)
})

test('readers see the share from five votes on, and of what was said since the last major revision', async () => {
  const { id, slug } = await anAnswer()
  for (let i = 1; i <= 3; i++) await voteHelpful(visitor, from(i), { slug, ...yes })
  expect(await voteHelpful(visitor, from(4), { slug, ...yes })).toBeNull()
  expect(await voteHelpful(visitor, from(5), { slug, ...no })).toEqual({ percent: 80, readers: 5 })
  await revise(id, 1)
  expect(await readHelpfulShare(visitor, id)).toEqual({ percent: 80, readers: 5 })
  await revise(id, 2, 'major')
  expect(await readHelpfulShare(visitor, id)).toBeNull()
})

test('100 % is said where all say yes', async () => {
  const { id } = await anAnswer()
  await db().helpfulCount.create({ data: { answerId: id, revision: 1, yes: 999, no: 1 } })
  expect(await readHelpfulShare(visitor, id)).toEqual({ percent: 99, readers: 1_000 })
})

test('an answer that the viewer does not see, a draft and an archived one take nothing, all in the words of one that is missing', async () => {
  const restricted = await anAnswer('members')
  const draft = await startAnswer(editor, { topicId: await aTopic(), title: 'Not yet', body: 'x' })
  const [archived, hidden] = [await anAnswer(), await anAnswer()]
  await archiveAnswer(editor, archived.id, null)
  await db().answer.update({ where: { id: hidden.id }, data: { hiddenAt: new Date() } })
  for (const slug of [restricted.slug, draft.slug, archived.slug, hidden.slug, 'never-was']) {
    await expect(voteHelpful(visitor, from(1), { slug, ...yes }), slug).rejects.toThrow('There is no such answer.')
    await expect(sendMissing(visitor, from(1), { slug, revision: 1, missing: 'x' }), slug).rejects.toThrow('There is no such answer.')
  }
  expect(await readHelpfulShare(visitor, restricted.id)).toBeNull()
  await voteHelpful(await aMember(), from(1), { slug: restricted.slug, ...yes })
  expect(await countsOf(restricted.id)).toEqual([[1, 1, 0]])
})

test('what was missing reaches the desk masked, with answer, revision and day, once, and with nothing about who wrote it', async () => {
  const { id, slug } = await anAnswer()
  await revise(id, 1)
  const missing = `The case where\r\nada@example.org logs in with password=hunter2 ${count}`
  for (const reader of [from(1), from(2)]) await sendMissing(visitor, reader, { slug, revision: 1, missing })
  const { rows } = await readFeedback(editor, { state: 'open', answerId: id })
  expect(rows).toMatchObject([
    {
      text: `The case where\n••• logs in with password=••• ${count}`,
      answerId: id,
      slug,
      revision: 1,
      presentRevision: 2,
      handledAt: null,
    },
  ])
  expect(rows[0]?.day.toISOString().slice(0, 10)).toBe(new Date().toISOString().slice(0, 10))
  const { rows: columns } = await pool().query(
    `select column_name from information_schema.columns where table_name = 'answer_feedback' order by 1`,
  )
  expect(columns.map(({ column_name }) => column_name)).toEqual(['answer_id', 'day', 'handled_at', 'id', 'revision', 'text'])
})

test('an empty text and one of more than a thousand characters are refused', async () => {
  const { slug } = await anAnswer()
  for (const missing of ['', ' \r\n ', 'x'.repeat(1_001)])
    await expect(sendMissing(visitor, from(1), { slug, revision: 1, missing })).rejects.toMatchObject({ code: 'invalid', field: 'missing' })
  await sendMissing(visitor, from(1), { slug, revision: 1, missing: `${'x\r\n'.repeat(499)}yy` })
})

test('editors alone read it; it is dealt with and taken back, and both are in the audit', async () => {
  const { id, slug } = await anAnswer()
  await sendMissing(visitor, from(1), { slug, revision: 1, missing: `Winter ${count}` })
  const member = await aMember()
  for (const viewer of [visitor, member]) {
    await expect(readFeedback(viewer, { state: 'open' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(countFeedback(viewer)).rejects.toMatchObject({ code: 'forbidden' })
  }
  const { rows } = await readFeedback(editor, { state: 'open', answerId: id })
  const row = rows[0]?.id ?? 0
  await expect(handleFeedback(member, row, true)).rejects.toMatchObject({ code: 'forbidden' })
  for (let i = 0; i < 2; i++) await handleFeedback(editor, row, true)
  expect([await textsOf('handled'), await textsOf()]).toEqual([[`Winter ${count}`], expect.not.arrayContaining([`Winter ${count}`])])
  await handleFeedback(editor, row, false)
  expect(await countFeedback(editor, id)).toEqual({ open: 1, handled: 0 })
  const acts = await db().auditEntry.findMany({
    where: { subjectKind: 'answer', subjectId: id, action: { startsWith: 'feedback.' } },
    orderBy: { id: 'asc' },
  })
  expect(acts.map(({ action, personId }) => [action, personId])).toEqual([
    ['feedback.handle', editor.personId],
    ['feedback.reopen', editor.personId],
  ])
  await expect(handleFeedback(editor, 999_999, true)).rejects.toMatchObject({ code: 'not_found' })
})

test('the list goes on page by page without losing anything, and what is said of a hidden answer goes with it', async () => {
  const { id, slug } = await anAnswer()
  for (const missing of ['One', 'Two', 'Three']) await sendMissing(visitor, from(1), { slug, revision: 1, missing })
  const page = (before: number | null) => readFeedback(editor, { state: 'open', answerId: id, before, countMax: 2 })
  const first = await page(null)
  expect(first.rows.map(({ text }) => text)).toEqual(['Three', 'Two'])
  const second = await page(first.older)
  expect([second.rows.map(({ text }) => text), second.older]).toEqual([['One'], null])
  await db().answer.update({ where: { id }, data: { hiddenAt: new Date() } })
  expect([(await page(null)).rows, await countFeedback(editor, id)]).toEqual([[], { open: 0, handled: 0 }])
})

test('who voted is forgotten when the day is over, the counts stay, and what was missing goes after thirteen months', async () => {
  const { id, slug } = await anAnswer()
  await voteHelpful(visitor, from(1), { slug, ...yes }, new Date(Date.now() - 2 * 86_400_000))
  await voteHelpful(visitor, from(1), { slug, ...yes })
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
  const feedback = (text: string, days: number) => ({ answerId: id, revision: 1, day: daysAgo(days), text })
  await db().answerFeedback.createMany({ data: [feedback('Long ago', 400), feedback('A year ago', 390)] })
  await runHousekeeping()
  expect(await db().helpfulVote.count({ where: { answerId: id } })).toBe(1)
  expect(await countsOf(id)).toEqual([[1, 2, 0]])
  expect((await readFeedback(editor, { state: 'open', answerId: id })).rows.map(({ text }) => text)).toEqual(['A year ago'])
})
