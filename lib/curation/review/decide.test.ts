import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { aDeadLink, anAnswerOf, reviewed, reviewOf } from '../../../test/reviews'
import { coverThread, publishRevision, readAnswer } from '../../answers'
import { postReply } from '../../community/threads'
import { type Viewer, visitor } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { db, pool } from '../../platform/db/client'
import { mergeThreads } from '../duplicates'
import { countReviews, refreshReviews, reviseParagraph, snoozeReview, undoVerify, unsnoozeReview, verifyAnswer } from '.'
import { hasFallen } from './fallen'

let editor: Viewer & { personId: number }
beforeAll(async () => {
  editor = await anEditor()
})

const fails = 'I tried this and it does not work any more, the pump does not turn off since the update.'
const reasonsOf = async (answerId: number) => (await reviewOf(editor, answerId))?.row.reasons.map(({ reason }) => reason) ?? []
const seenOf = async (answerId: number) => (await reviewOf(editor, answerId))?.seen ?? ''

/** An answer with reasons of every kind that verifying settles. */
async function anAnswerToReview() {
  const topicId = await aTopic()
  const cited = await aThread({ topicId, body: 'Wait for 30 seconds.' })
  const { id, slug } = await anAnswerOf(editor, { topicId, body: `Wait for thirty seconds.[^/threads/${cited.id}]` })
  const thread = await aThread({ topicId })
  await coverThread(editor, { threadId: thread.id, answerId: id })
  await postReply(await aMember(), { threadId: thread.id, body: fails })
  await db().answer.update({ where: { id }, data: { reviewAt: new Date('2026-01-02') } })
  await aDeadLink(id, `https://gone.example/${id}`)
  const change = (revisionNumber: number, body: string) => db().thread.update({ where: { id: cited.id }, data: { body, revisionNumber } })
  await change(2, 'Wait for 50 minutes.')
  await reviewed()
  return { id, slug, thread, change }
}

test('an editor says that an answer holds: all reasons are settled at once, until something new comes; undone, all are back', async () => {
  const { id, slug, thread, change } = await anAnswerToReview()
  const all = ['date', 'evidence', 'replies', 'links']
  expect(await reasonsOf(id)).toEqual(all)
  await verifyAnswer(editor, { answerId: id, seen: await seenOf(id), months: 6 }, new Date())
  await reviewed()
  expect(await reasonsOf(id)).toEqual([])
  const now = new Date()
  const read = await readAnswer(visitor, slug)
  expect(read).toMatchObject({ needsReviewSince: null, verifiedAt: expect.any(Date) })
  const months = read && 'reviewAt' in read && read.reviewAt ? (read.reviewAt.getTime() - now.getTime()) / 86_400_000 / 30.4 : 0
  expect(Math.round(months)).toBe(6)
  expect(await db().citation.findMany({ where: { answerId: id } })).toMatchObject([{ state: 'fine', citedRevision: 2 }])

  await undoVerify(editor, id)
  expect(await reasonsOf(id)).toEqual(all)
  expect(await db().answer.findUnique({ where: { id } })).toMatchObject({ reviewAt: new Date('2026-01-02') })
  await expect(undoVerify(editor, id)).rejects.toMatchObject({ code: 'conflict' })

  await verifyAnswer(editor, { answerId: id, seen: await seenOf(id), months: 0 })
  await change(3, 'Never wait.')
  await postReply(await aMember(), { threadId: thread.id, body: `${fails} Again.` })
  await reviewed()
  expect(await reasonsOf(id)).toEqual(['evidence', 'replies'])
  expect((await reviewOf(editor, id))?.proofs.doubts).toMatchObject([{ text: `${fails} Again.` }])
})

test('what an editor has not read is not settled: a new reply, or a source that changed once more', async () => {
  const { id, thread, change } = await anAnswerToReview()
  const seen = await seenOf(id)
  await postReply(await aMember(), { threadId: thread.id, body: `${fails} So is mine.` })
  await reviewed()
  await expect(verifyAnswer(editor, { answerId: id, seen, months: 6 })).rejects.toMatchObject({ code: 'conflict', field: 'seen' })
  const later = await seenOf(id)
  await change(3, 'Never wait.')
  await reviewed()
  await expect(verifyAnswer(editor, { answerId: id, seen: later, months: 6 })).rejects.toMatchObject({ code: 'conflict' })
  await expect(verifyAnswer(editor, { answerId: id, seen: await seenOf(id), months: 5 })).rejects.toMatchObject({ code: 'invalid' })
  await verifyAnswer(editor, { answerId: id, seen: await seenOf(id), months: 6 })
  const text = {
    answerId: id,
    basedOn: 1,
    title: 'x',
    summary: '',
    body: 'Else.',
    appliesTo: [],
    note: 'x',
    significance: 'minor' as const,
  }
  await publishRevision(editor, text)
  await expect(undoVerify(editor, id), 'revised since').rejects.toMatchObject({ code: 'conflict' })
})

test('what was said before an editor decided and noticed only after is not settled', async () => {
  const { id, thread } = await anAnswerToReview()
  await postReply(await aMember(), { threadId: thread.id, body: `${fails} Mine, too.` })
  await verifyAnswer(editor, { answerId: id, seen: await seenOf(id), months: 0 })
  await reviewed()
  expect(await reasonsOf(id)).toEqual(['replies'])
  expect((await reviewOf(editor, id))?.proofs.doubts).toMatchObject([{ text: `${fails} Mine, too.` }])
})

test('a review is put off and comes back by itself or at once; readers are told as before', async () => {
  const { id, slug } = await anAnswerToReview()
  const { open, snoozed } = await countReviews(editor)
  await expect(snoozeReview(editor, id, 3)).rejects.toMatchObject({ code: 'invalid' })
  await snoozeReview(editor, id, 30)
  expect(await reviewOf(editor, id)).toBeUndefined()
  expect((await reviewOf(editor, id, 'snoozed'))?.row.id).toBe(id)
  expect(await countReviews(editor)).toMatchObject({ open: open - 1, snoozed: snoozed + 1 })
  expect(await readAnswer(visitor, slug)).toMatchObject({ needsReviewSince: new Date('2026-01-03') })
  await unsnoozeReview(editor, id)
  expect(await reasonsOf(id)).not.toEqual([])
  await snoozeReview(editor, id, 7, new Date(Date.now() - 8 * 86_400_000))
  expect(await reasonsOf(id)).not.toEqual([])
  const fine = await anAnswerOf(editor)
  await expect(snoozeReview(editor, fine.id, 7)).rejects.toMatchObject({ code: 'conflict' })
})

test('one paragraph is revised in place, and nothing else changes', async () => {
  const code = '```\na\n\n\n\nb\n```'
  const body = `One.\n\nTwo, which is wrong.\n\n${code}\n\nFour.`
  const { id, slug } = await anAnswerOf(editor, { body })
  const place = { answerId: id, from: body.indexOf('Two'), length: 'Two, which is wrong.'.length }
  const revise = (basedOn: number, text: string, more = {}) => reviseParagraph(editor, { ...place, basedOn, text, note: '', ...more })
  await expect(revise(1, 'Two, which is wrong. ')).rejects.toMatchObject({ code: 'invalid', field: 'text' })
  await expect(revise(1, 'x', { from: 5_000 })).rejects.toMatchObject({ code: 'not_found' })
  expect(await revise(1, 'Two, which is right.')).toEqual({ slug, number: 2 })
  const read = async () => (await db().answer.findUniqueOrThrow({ where: { id } })).body
  expect(await read()).toBe(`One.\n\nTwo, which is right.\n\n${code}\n\nFour.`)
  await expect(revise(1, 'Two again.'), 'revised since').rejects.toMatchObject({ code: 'conflict' })
  await reviseParagraph(editor, { ...place, basedOn: 2, length: 'Two, which is right.'.length, text: ' ', note: 'Gone.' })
  expect(await read()).toBe(`One.\n\n${code}\n\nFour.`)
})

test('an editor has not read what is noted of a source while they say that its answer holds', async () => {
  const { id } = await anAnswerToReview()
  const seen = await seenOf(id)
  const waiting = `select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()
    and query like '%citation%'`
  let verifying: Promise<unknown> | undefined
  await transaction(async (tx) => {
    await tx.citation.updateMany({ where: { answerId: id }, data: { checkedUpTo: 3 } })
    verifying = verifyAnswer(editor, { answerId: id, seen, months: 0 }).catch((error) => error)
    await eventually(async () => expect((await pool().query(waiting)).rows[0].n).toBeGreaterThan(0))
  })
  expect(await verifying).toMatchObject({ code: 'conflict', field: 'seen' })
})

test('an answer that holds cites a merged source where it is now', async () => {
  const topicId = await aTopic()
  const [cited, target] = [await aThread({ topicId, body: 'Wait for 30 seconds.' }), await aThread({ topicId })]
  const { id } = await anAnswerOf(editor, { topicId, body: `Wait.[^/threads/${cited.id}]` })
  await mergeThreads(editor, [cited.id], target.id)
  await reviewed()
  const before = await db().citation.findFirstOrThrow({ where: { answerId: id } })
  expect(before).toMatchObject({ state: 'merged', threadId: cited.id })
  await verifyAnswer(editor, { answerId: id, seen: await seenOf(id), months: 0 })
  expect(await db().citation.findFirstOrThrow({ where: { answerId: id } })).toMatchObject({ state: 'fine', threadId: target.id })
  await db().citationDue.create({ data: { citationId: before.id } })
  await reviewed()
  expect(await reasonsOf(id), 'it is not merged again').toEqual([])
  await undoVerify(editor, id)
  expect(await db().citation.findFirstOrThrow({ where: { answerId: id } })).toMatchObject(before)
})

test('a paragraph that is revised for a source rests on what that says now, unless it was edited since it was read', async () => {
  const { id, change } = await anAnswerToReview()
  const source = async () => {
    const [citation] = (await reviewOf(editor, id))?.proofs.evidence ?? []
    if (!citation?.paragraph) throw new Error('No source is flagged.')
    const { from, text } = citation.paragraph
    return { answerId: id, from, length: text.length, source: { citation: citation.id, seen: citation.seen }, note: '', text }
  }
  const read = await source()
  await reviseParagraph(editor, { ...read, basedOn: 1, text: read.text.replace('thirty seconds', 'fifty minutes') })
  await reviewed()
  expect(await reasonsOf(id), 'one step').toEqual(['date', 'replies'])
  await change(3, 'Wait for 70 days.')
  await reviewed()
  const later = await source()
  await change(4, 'Wait for 90 days.')
  await reviseParagraph(editor, { ...later, basedOn: 2, text: later.text.replace('fifty minutes', 'seventy days') })
  await reviewed()
  expect(await reasonsOf(id), 'it says another thing now').toEqual(['date', 'evidence', 'replies'])
})

test('an editor is warned once of a source in a paragraph that not every reader may see', async () => {
  const secret = await aThread({ topicId: await aTopic({ visibility: 'editors' }), title: 'A secret' })
  const { id } = await anAnswerOf(editor, { body: 'One.\n\nTwo.' })
  const place = { answerId: id, basedOn: 1, from: 6, length: 4, text: `Two.[^/threads/${secret.id}]`, note: '' }
  const refused = reviseParagraph(editor, place)
  await expect(refused).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('“A secret”') })
  const { changed } = (await refused.catch((error) => error)) as { changed: { restricted: string } }
  expect(await reviseParagraph(editor, { ...place, ...changed })).toMatchObject({ number: 2 })
})

test('helpfulness fell where clearly fewer readers say yes, hardly by chance', () => {
  const before = { yesBefore: 90, noBefore: 10 }
  expect(hasFallen({ yes: 30, no: 30, ...before })).toBe(true)
  expect(hasFallen({ yes: 5, no: 4, ...before }), 'too few').toBe(false)
  expect(hasFallen({ yes: 85, no: 15, ...before }), 'too small').toBe(false)
  expect(hasFallen({ yes: 8, no: 3, yesBefore: 9, noBefore: 1 }), 'may be chance').toBe(false)
  expect(hasFallen({ yes: 60, no: 0, ...before })).toBe(false)
})

test('a fall is a reason until an editor has settled it, and again after as many more', async () => {
  const { id } = await anAnswerOf(editor)
  const text = { answerId: id, title: 'A quiet pump', summary: '', body: 'Else.', appliesTo: [], note: 'x', significance: 'major' as const }
  await publishRevision(editor, { ...text, basedOn: 1 })
  await db().helpfulCount.createMany({
    data: [
      { answerId: id, revision: 1, yes: 90, no: 10 },
      { answerId: id, revision: 2, yes: 10, no: 20 },
    ],
  })
  await reviewed()
  expect(await reasonsOf(id)).toEqual(['helpfulness'])
  expect((await reviewOf(editor, id))?.proofs.votes).toEqual({ yes: 10, no: 20, yesBefore: 90, noBefore: 10 })
  await verifyAnswer(editor, { answerId: id, seen: await seenOf(id), months: 0 })
  await reviewed()
  expect(await reasonsOf(id)).toEqual([])
  await db().helpfulCount.updateMany({ where: { answerId: id, revision: 2 }, data: { no: { increment: 12 } } })
  await refreshReviews({ votes: false })
  expect(await reasonsOf(id), 'votes are compared more seldom').toEqual([])
  await reviewed()
  await refreshReviews({ votes: false })
  expect(await reasonsOf(id)).toEqual(['helpfulness'])
})

test('nobody but editors decides about reviews', async () => {
  const { id } = await anAnswerToReview()
  for (const viewer of [visitor, await aMember()]) {
    await expect(verifyAnswer(viewer, { answerId: id, seen: '', months: 6 })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(snoozeReview(viewer, id, 7)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(reviseParagraph(viewer, { answerId: id, basedOn: 1, from: 0, length: 1, text: 'x', note: '' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
})
