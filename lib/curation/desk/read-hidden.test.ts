import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { archiveAnswer, coverThread, publishRevision, restoreAnswer, startAnswer } from '../../answers'
import { discardDraft, restoreDraft } from '../../answers/discard-draft'
import { saveDraft } from '../../answers/draft'
import { readAnswer } from '../../answers/read-answer'
import { readDraft } from '../../answers/read-draft'
import { postReply } from '../../community/threads'
import { visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import { mergeThreads } from '../duplicates/merge-threads'
import { hideReply, hideThread, restoreThread } from '../moderation/hide'
import { listDrafts } from './list-drafts'
import { readHidden } from './read-hidden'

test('hidden posts and archived answers are listed once, the latest first, until they are brought back', async () => {
  const editor = await anEditor('Puts Away')
  const [one, two, merged] = [await aThread({ title: 'The first' }), await aThread({ title: 'The second' }), await aThread()]
  const { id: replyId } = await postReply(await aMember(), { threadId: two.id, body: 'A **reply** to hide.' })
  await hideThread(editor, one.id, 'Too early.')
  await restoreThread(editor, one.id)
  await hideReply(editor, replyId, 'Off the point.')
  await hideThread(editor, one.id, 'Spam after all.')
  await mergeThreads(editor, [merged.id], two.id)
  const { rows, older } = await readHidden(editor, null)
  expect(older).toBeNull()
  expect(rows).toMatchObject([
    { kind: 'post', threadId: one.id, number: 0, title: 'The first', who: 'Puts Away', reason: 'Spam after all.' },
    { kind: 'post', threadId: two.id, number: 1, title: 'The second', passage: 'A reply to hide.', reason: 'Off the point.' },
  ])
  expect((await readHidden(editor, rows[0]?.id ?? 0)).rows).toMatchObject([{ number: 1 }])
  await restoreThread(editor, one.id)
  expect((await readHidden(editor, null)).rows).toMatchObject([{ number: 1, threadHidden: false }])
  await hideThread(editor, two.id, 'Both.')
  expect((await readHidden(editor, null)).rows).toMatchObject([{ number: 0 }, { number: 1, threadHidden: true }])
  await expect(readHidden(await aMember(), null)).rejects.toMatchObject({ code: 'forbidden' })
})

test('what editors have hidden is read fifty at a time, and each is on one page', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const before = (await readHidden(editor, null)).rows[0]?.id ?? 0
  const ids: number[] = []
  for (let i = 0; i < 51; i++) ids.push((await aThread({ topicId })).id)
  for (const id of ids) await hideThread(editor, id, 'All of it.')
  const first = await readHidden(editor, null)
  expect(first.rows.map((row) => row.kind === 'post' && row.threadId)).toEqual(ids.slice(1).reverse())
  const second = await readHidden(editor, first.older)
  expect(second.rows.filter(({ id }) => id > before)).toMatchObject([{ kind: 'post', threadId: ids[0] }])
  expect(second.older).toBeNull()
})

test('a draft that was thrown away comes back, until another is begun in its place', async () => {
  const editor = await anEditor()
  const { id, slug } = await startAnswer(editor, { topicId: await aTopic(), title: 'Never published', body: '' })
  const text = { title: 'Never published', summary: '', body: 'Long thought about.', appliesTo: [], aliases: [], tags: [], reviewAt: null }
  const { version } = await saveDraft(editor, id, 0, text)
  await discardDraft(editor, id, version)
  expect(await readDraft(editor, slug)).toBeNull()
  expect((await listDrafts(editor, { state: 'writing' })).rows.map((draft) => draft.slug)).not.toContain(slug)
  const listed = async () => (await readHidden(editor, null)).rows.filter((row) => row.kind === 'draft' && row.answerId === id)
  expect(await listed()).toMatchObject([{ title: 'Never published' }])
  await restoreDraft(editor, id)
  expect(await readDraft(editor, slug)).toMatchObject({ body: 'Long thought about.', version })
  expect(await listed()).toEqual([])
  await expect(restoreDraft(await aMember(), id)).rejects.toMatchObject({ code: 'forbidden' })

  // Of a published answer: someone who begins again has no number in common with what was thrown away.
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text, note: 'First.', significance: 'major', draftVersion: version })
  const second = await saveDraft(editor, id, -1, { ...text, body: 'Thought about again.' })
  await discardDraft(editor, id, second.version)
  expect(await readDraft(editor, slug)).toMatchObject({ body: 'Long thought about.', version: -1 })
  const third = await saveDraft(editor, id, -1, { ...text, body: 'And again.' })
  expect(third.version).toBeGreaterThan(second.version)
  await expect(restoreDraft(editor, id)).rejects.toMatchObject({ code: 'not_found' })
  expect(await readDraft(editor, slug)).toMatchObject({ body: 'And again.' })
})

test('an archived answer comes back as it was, with what it covers', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const thread = await aThread({ topicId })
  const answer = async (title: string) => {
    const { id, slug } = await startAnswer(editor, { topicId, title, body: 'What to do.' })
    const text = { title, summary: 'In short.', body: 'What to do.', appliesTo: [] }
    await publishRevision(editor, { answerId: id, basedOn: 0, ...text, note: 'First.', significance: 'major' })
    return { id, slug }
  }
  const [old, next] = [await answer('The old way'), await answer('The new way')]
  await coverThread(editor, { threadId: thread.id, answerId: old.id, section: null })
  const resolution = async () => (await db().thread.findUniqueOrThrow({ where: { id: thread.id } })).resolution
  expect(await resolution()).toBe('covered')
  await archiveAnswer(editor, old.id, next.id)
  expect(await resolution()).toBe('unanswered')
  expect(await readAnswer(visitor, old.slug)).toEqual({ successor: next.slug })
  const { rows } = await readHidden(editor, null)
  expect(rows).toContainEqual(
    expect.objectContaining({ kind: 'answer', answerId: old.id, successor: expect.objectContaining({ slug: next.slug }) }),
  )
  await restoreAnswer(editor, old.id)
  expect(await resolution()).toBe('covered')
  expect(await readAnswer(visitor, old.slug)).toMatchObject({ title: 'The old way', coverCount: 1 })
  expect((await readHidden(editor, null)).rows.some((row) => row.kind === 'answer')).toBe(false)
  await expect(restoreAnswer(editor, old.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(restoreAnswer(await aMember(), next.id)).rejects.toMatchObject({ code: 'forbidden' })
})
