import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../test/factories'
import { archiveAnswer, coverThread, publishRevision, restoreAnswer, startAnswer } from '../answers'
import { readAnswer } from '../answers/read-answer'
import { db } from '../db/client'
import { mergeThreads } from '../duplicates/merge-threads'
import { hideReply, hideThread, restoreThread } from '../moderation/hide'
import { postReply } from '../threads'
import { visitor } from '../viewer/viewer'
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
  expect((await readHidden(editor, null)).rows).toHaveLength(1)
  await expect(readHidden(await aMember(), null)).rejects.toMatchObject({ code: 'forbidden' })
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
  const standing = async () => (await db().thread.findUniqueOrThrow({ where: { id: thread.id } })).standing
  expect(await standing()).toBe('covered')
  await archiveAnswer(editor, old.id, next.id)
  expect(await standing()).toBe('unanswered')
  expect(await readAnswer(visitor, old.slug)).toEqual({ successor: next.slug })
  const { rows } = await readHidden(editor, null)
  expect(rows).toContainEqual(
    expect.objectContaining({ kind: 'answer', answerId: old.id, successor: expect.objectContaining({ slug: next.slug }) }),
  )
  await restoreAnswer(editor, old.id)
  expect(await standing()).toBe('covered')
  expect(await readAnswer(visitor, old.slug)).toMatchObject({ title: 'The old way', coverCount: 1 })
  expect((await readHidden(editor, null)).rows.some((row) => row.kind === 'answer')).toBe(false)
  await expect(restoreAnswer(editor, old.id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(restoreAnswer(await aMember(), next.id)).rejects.toMatchObject({ code: 'forbidden' })
})
