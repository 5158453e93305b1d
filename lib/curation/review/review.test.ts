import { beforeAll, expect, test, vi } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { aDeadLink, anAnswerOf, reviewed, reviewOf } from '../../../test/reviews'
import { archiveAnswer, coverThread, listAnswers, publishRevision, readAnswer, respondToCoverage, undoPublication } from '../../answers'
import { editReply, postReply } from '../../community/threads'
import { type Viewer, visitor } from '../../identity/viewer'
import { db, pool } from '../../platform/db/client'
import { hideReply, restoreReply } from '../moderation'
import { countReviews, listReviews, readReviews, refreshUse } from '.'

let editor: Viewer & { personId: number }
beforeAll(async () => {
  editor = await anEditor()
})

const fails = 'I tried this and it does not work any more, the pump does not turn off since the update.'
const reasonsOf = async (answerId: number) => (await reviewOf(editor, answerId))?.row.reasons.map(({ reason }) => reason) ?? []

async function aCoveredThread(answerId: number, topicId: number) {
  const asker = await aMember()
  const thread = await aThread({ by: asker, topicId, title: 'The pump hums', body: 'It hums.' })
  await coverThread(editor, { threadId: thread.id, answerId })
  return { asker, thread }
}

test('every reason brings an answer to the list with what shows that it is so, and readers learn that it needs review', async () => {
  const topicId = await aTopic()
  const cited = await aThread({ topicId, title: 'What the maker says', body: 'Wait for 30 seconds.' })
  const address = 'https://maker.example/manual'
  const body = `Wait for thirty seconds.[^/threads/${cited.id}]\n\nSee [the manual](${address}) for more.`
  const { id, slug } = await anAnswerOf(editor, { topicId, body, appliesTo: ['Pumper 2'] })
  const { asker, thread } = await aCoveredThread(id, topicId)
  await reviewed()
  expect(await reviewOf(editor, id)).toBeUndefined()
  expect(await readAnswer(visitor, slug)).toMatchObject({ needsReviewSince: null })

  await db().answer.update({ where: { id }, data: { reviewAt: new Date('2026-01-02') } })
  await db().thread.update({ where: { id: cited.id }, data: { body: 'Wait for 50 minutes.', revisionNumber: 2 } })
  const reply = await postReply(await aMember('Hal'), { threadId: thread.id, body: fails })
  await respondToCoverage(asker, { threadId: thread.id, answerId: id, response: 'contested', reason: 'Mine is blue.' })
  await aDeadLink(id, address)
  await db().newerVersion.create({ data: { answerId: id, threadId: cited.id, version: 'Pumper 3', at: new Date() } })
  await publishRevision(editor, {
    ...{ answerId: id, basedOn: 1, title: 'A quiet pump', summary: 'In short.', body, appliesTo: ['Pumper 2'], note: 'x' },
    ...{ significance: 'typo' as const },
  })
  await reviewed()

  const item = await reviewOf(editor, id)
  expect(item?.row.reasons.map(({ reason }) => reason)).toEqual(['date', 'evidence', 'contested', 'replies', 'links', 'version'])
  expect(item?.row.since).toEqual(new Date('2026-01-03'))
  const { evidence, contests, doubts, links, versions } = item?.proofs ?? {}
  expect(evidence).toMatchObject([{ state: 'changed', source: { name: expect.stringContaining('What the maker says') } }])
  expect(evidence?.[0]?.paragraph).toEqual({ from: 0, text: `Wait for thirty seconds.[^/threads/${cited.id}]` })
  expect(contests).toMatchObject([{ threadId: thread.id, reason: 'Mine is blue.' }])
  expect(doubts).toMatchObject([{ threadId: thread.id, number: reply.number, author: 'Hal', text: fails }])
  expect(links).toMatchObject([{ address }])
  expect(versions).toMatchObject([{ threadId: cited.id, version: 'Pumper 3' }])
  expect(await readAnswer(visitor, slug)).toMatchObject({ needsReviewSince: new Date('2026-01-03') })
  expect(await listAnswers(visitor, { topicId }, 5)).toMatchObject([{ needsReviewSince: new Date('2026-01-03') }])
  const { tags } = await db().pageExpiry.findFirstOrThrow({ orderBy: { id: 'desc' } })
  expect(tags).toEqual(expect.arrayContaining([`answer:${id}`, `topic:${topicId}`, 'front']))
})

test('replies count that were written after the coverage and can be read; an edit is read again', async () => {
  const topicId = await aTopic()
  const { id } = await anAnswerOf(editor, { topicId })
  const thread = await aThread({ topicId })
  await postReply(await aMember(), { threadId: thread.id, body: fails })
  await coverThread(editor, { threadId: thread.id, answerId: id })
  const harmless = await postReply(editor, { threadId: thread.id, body: 'Thank you, that was it.' })
  await reviewed()
  expect(await reasonsOf(id)).toEqual([])
  await editReply(editor, { replyId: harmless.id, basedOn: 1, body: fails })
  await reviewed()
  expect(await reasonsOf(id)).toEqual(['replies'])
  await hideReply(editor, harmless.id, 'Rude.')
  await reviewed()
  expect(await reasonsOf(id)).toEqual([])
  await restoreReply(editor, harmless.id)
  await reviewed()
  expect(await reasonsOf(id)).toEqual(['replies'])
  await editReply(editor, { replyId: harmless.id, basedOn: 2, body: 'Thank you, that was it after all.' })
  await reviewed()
  expect(await reasonsOf(id)).toEqual([])
})

test('a major revision settles what was said of the text before it, and no source or date', async () => {
  const topicId = await aTopic()
  const { id } = await anAnswerOf(editor, { topicId })
  const { thread } = await aCoveredThread(id, topicId)
  await postReply(await aMember(), { threadId: thread.id, body: fails })
  await db().answer.update({ where: { id }, data: { reviewAt: new Date('2026-01-02') } })
  await reviewed()
  expect(await reasonsOf(id)).toEqual(['date', 'replies'])
  const text = { answerId: id, title: 'A quiet pump', summary: '', body: 'Pull the plug.', appliesTo: [], note: 'x' }
  await publishRevision(editor, { ...text, basedOn: 1, significance: 'minor' })
  await reviewed()
  expect(await reasonsOf(id)).toEqual(['date', 'replies'])
  await publishRevision(editor, { ...text, basedOn: 2, body: 'Pull both plugs.', significance: 'major' })
  await reviewed()
  expect(await reasonsOf(id)).toEqual(['date'])
  await undoPublication(editor, id, 3)
  await reviewed()
  expect(await reasonsOf(id), 'it is the text again of which it was said').toEqual(['date', 'replies'])
  await publishRevision(editor, { ...text, basedOn: 4, body: 'Pull one plug.', significance: 'minor' })
  await reviewed()
  expect(await reasonsOf(id)).toEqual(['date', 'replies'])
  await archiveAnswer(editor, id)
  expect(await reasonsOf(id)).toEqual([])
})

test('the most used come first, page after page, also by one reason alone', async () => {
  const topicId = await aTopic()
  const ids: number[] = []
  for (let i = 0; i < 12; i++) {
    const { id } = await anAnswerOf(editor, { topicId, title: `Used ${i}` })
    ids.push(id)
    await db().answer.update({ where: { id }, data: { reviewAt: new Date('2026-01-02'), coverCount: 1000 + (i % 4) } })
  }
  await aDeadLink(ids[3] ?? 0, 'https://gone.example/x')
  await reviewed()
  const all: number[] = []
  for (let after: string | undefined; ; ) {
    const { rows, next } = await listReviews(editor, { after, countMax: 5 })
    all.push(...rows.filter(({ id }) => ids.includes(id)).map(({ id }) => ids.indexOf(id)))
    if (next === null) break
    after = next
  }
  expect(all).toEqual([11, 7, 3, 10, 6, 2, 9, 5, 1, 8, 4, 0])
  const { rows } = await listReviews(editor, { reason: 'links' })
  expect(rows.filter(({ id }) => ids.includes(id)).map(({ id }) => ids.indexOf(id))).toEqual([3])
  const { open, reasons } = await countReviews(editor)
  expect(open).toBeGreaterThanOrEqual(12)
  expect(reasons.date).toBeGreaterThanOrEqual(12)
})

test('the order follows the views of the last ninety days, also where reasons stay the same', async () => {
  const { id } = await anAnswerOf(editor)
  await db().answer.update({ where: { id }, data: { reviewAt: new Date('2026-01-02') } })
  await reviewed()
  const day = (days: number) => new Date(Date.now() - days * 86_400_000)
  await db().viewDay.createMany({
    data: [
      { kind: 'answer', subjectId: id, day: day(1), views: 7 },
      { kind: 'answer', subjectId: id, day: day(100), views: 50 },
    ],
  })
  expect((await reviewOf(editor, id))?.row.viewsLately).toBe(0)
  await refreshUse()
  expect((await reviewOf(editor, id))?.row.viewsLately).toBe(7)
})

test('an answer alone is shown with all its proofs, in a list with a few', async () => {
  const topicId = await aTopic()
  const { id } = await anAnswerOf(editor, { topicId })
  const other = await anAnswerOf(editor, { topicId })
  const { thread } = await aCoveredThread(id, topicId)
  for (let i = 0; i < 5; i++) await postReply(await aMember(), { threadId: thread.id, body: fails })
  await db().answer.update({ where: { id: other.id }, data: { reviewAt: new Date('2026-01-02') } })
  await reviewed()
  expect((await reviewOf(editor, id))?.proofs.doubts).toHaveLength(3)
  const { items, next } = await readReviews(editor, { only: id })
  expect(items.map(({ row, proofs }) => [row.id, proofs.doubts.length])).toEqual([[id, 5]])
  expect(next).toBeNull()
})

test('a page takes as many queries, however many answers and reasons it has', async () => {
  const topicId = await aTopic()
  const queries = vi.spyOn(pool(), 'query')
  const cost = async () => {
    await reviewed()
    queries.mockClear()
    expect((await readReviews(editor, {})).items.length).toBeGreaterThan(0)
    return queries.mock.calls.length
  }
  const make = async () => {
    const cited = await aThread({ topicId, body: 'Wait for 30 seconds.' })
    const { id } = await anAnswerOf(editor, { topicId, body: `Wait.[^/threads/${cited.id}]` })
    await db().thread.update({ where: { id: cited.id }, data: { body: 'Wait for 50 minutes.', revisionNumber: 2 } })
    await aDeadLink(id, `https://gone.example/${id}`)
    await db().answer.update({ where: { id }, data: { coverCount: 9_000 } })
  }
  await make()
  const before = await cost()
  for (let i = 0; i < 5; i++) await make()
  expect(await cost()).toBe(before)
  queries.mockRestore()
})

test('nobody but editors reads what needs review', async () => {
  for (const viewer of [visitor, await aMember()]) {
    await expect(readReviews(viewer, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(countReviews(viewer)).rejects.toMatchObject({ code: 'forbidden' })
  }
})
