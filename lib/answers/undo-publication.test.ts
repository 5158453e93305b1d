import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../test/factories'
import { readThread } from '../community/threads/read-thread'
import { visitor } from '../identity/viewer/viewer'
import { db } from '../platform/db/client'
import { coverThread, publishDraft, publishRevision, rollBack, saveDraft, startAnswer } from '.'
import { readAnswer, readRevision } from './read-answer'
import { readDraft } from './read-draft'
import { readRecentPublication, undoPublication } from './undo-publication'

const text = (body: string) => ({
  title: 'Kilns',
  summary: 'In short.',
  body,
  appliesTo: ['Clay'],
  note: 'x',
  significance: 'minor' as const,
})
const later = (minutes: number) => new Date(Date.now() + minutes * 60_000)

test('an undone revision leaves the one before as the current text, and stays readable', async () => {
  const editor = await anEditor()
  const { id, slug } = await startAnswer(editor, { topicId: await aTopic(), title: 'Kilns', body: 'x' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Fire slowly.') })
  await publishRevision(editor, { answerId: id, basedOn: 1, ...text('Fire fast.') })
  expect(await readRecentPublication(editor, id)).toMatchObject({ number: 2, leaves: 'earlier' })
  await undoPublication(editor, id, 2)
  expect(await readAnswer(visitor, slug)).toMatchObject({ revisionNumber: 3, body: 'Fire slowly.' })
  expect((await readRevision(visitor, slug, 2))?.body).toBe('Fire fast.')
  const { significance } = await db().answerRevision.findUniqueOrThrow({ where: { answerId_number: { answerId: id, number: 3 } } })
  expect(significance, 'it changes as much as what it takes back').toBe('minor')
})

test('going back changes as much as the most significant of the revisions that it takes back', async () => {
  const editor = await anEditor()
  const { id } = await startAnswer(editor, { topicId: await aTopic(), title: 'Kilns', body: 'x' })
  for (const [basedOn, significance] of (['major', 'typo', 'major', 'minor', 'typo'] as const).entries())
    await publishRevision(editor, { answerId: id, basedOn, ...text(`Fire ${basedOn}.`), significance })
  const backTo = async (number: number, basedOn: number) => {
    const next = await rollBack(editor, id, number, basedOn)
    return db().answerRevision.findUniqueOrThrow({ where: { answerId_number: { answerId: id, number: next.number } } })
  }
  expect(await backTo(4, 5)).toMatchObject({ significance: 'typo', majorNumber: 3 })
  expect(await backTo(3, 6)).toMatchObject({ significance: 'minor', majorNumber: 3 })
  expect(await backTo(2, 7)).toMatchObject({ significance: 'major', majorNumber: 1 })
})

test('a first publication becomes a draft again with its text and tags, and settles nothing until it is published again', async () => {
  const [writer, reviewer] = [await anEditor(), await anEditor()]
  const topicId = await aTopic()
  const thread = await aThread({ topicId })
  const { id, slug } = await startAnswer(writer, { topicId, title: 'Glazes', body: '' })
  const draft = {
    title: 'Glazes',
    summary: 'S',
    body: '## Ash\n\nSift it.',
    appliesTo: ['Stoneware'],
    aliases: ['ash glaze'],
    tags: ['glaze'],
  }
  const { version } = await saveDraft(writer, id, 0, { ...draft, reviewAt: null })
  await coverThread(writer, { threadId: thread.id, answerId: id })
  await publishDraft(reviewer, { answerId: id, version, note: 'First published', significance: 'major' })
  expect(await readThread(visitor, thread.id)).toMatchObject({ resolution: 'covered' })

  expect(await readRecentPublication(reviewer, id)).toMatchObject({ number: 1, leaves: 'draft' })
  await undoPublication(reviewer, id, 1)
  expect(await readAnswer(visitor, slug), 'readers see nothing of it').toBeNull()
  expect(await readRevision(visitor, slug, 1)).toBeNull()
  expect(await readThread(visitor, thread.id)).toMatchObject({ resolution: 'unanswered' })
  const again = await readDraft(writer, slug)
  expect(again).toMatchObject({ ...draft, status: 'draft', basedOn: 1, editedBy: { id: writer.personId } })
  expect(again?.version, 'no number means two texts').toBeGreaterThan(version)
  expect(await db().auditEntry.count({ where: { action: 'answer.unpublish', subjectId: id } })).toBe(1)

  await publishDraft(reviewer, { answerId: id, version: again?.version ?? 0, note: 'Published', significance: 'major' })
  expect(await readAnswer(visitor, slug)).toMatchObject({ revisionNumber: 2, tags: ['glaze'] })
  expect(await readThread(visitor, thread.id), 'what it was said to cover is settled').toMatchObject({ resolution: 'covered' })
})

test('a text that was begun after a first publication stays the draft', async () => {
  const editor = await anEditor()
  const { id, slug } = await startAnswer(editor, { topicId: await aTopic(), title: 'Wheels', body: 'x' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Centre it.') })
  const next = { title: 'Wheels', summary: '', body: 'Centre it twice.', appliesTo: [], aliases: [], tags: [], reviewAt: null }
  await saveDraft(editor, id, -1, next)
  await undoPublication(editor, id, 1)
  expect(await readDraft(editor, slug)).toMatchObject({ status: 'draft', body: 'Centre it twice.' })
})

test('a publication is undone for ten minutes, the last one alone, and by editors', async () => {
  const editor = await anEditor()
  const { id, slug } = await startAnswer(editor, { topicId: await aTopic(), title: 'Slips', body: 'x' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Thin it.') })
  await publishRevision(editor, { answerId: id, basedOn: 1, ...text('Thin it more.') })
  await expect(undoPublication(await aMember(), id, 2)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(undoPublication(editor, id, 1)).rejects.toMatchObject({ code: 'conflict', field: 'version' })
  expect(await readRecentPublication(editor, id, later(9))).toMatchObject({ number: 2 })
  expect(await readRecentPublication(editor, id, later(11))).toBeNull()
  await expect(undoPublication(editor, id, 2, later(11))).rejects.toMatchObject({ code: 'conflict', message: /ten minutes|10 minutes/ })
  expect(await readAnswer(visitor, slug)).toMatchObject({ revisionNumber: 2, body: 'Thin it more.' })
})
