import { expect, test } from 'vitest'
import { aMember, anEditor, aTopic } from '../../../test/factories'
import { discardDraft, saveDraft, startAnswer } from '../../answers'
import { listOwnDrafts } from './list-own-drafts'

type Editor = Awaited<ReturnType<typeof anEditor>>
const text = { summary: '', body: 'x', appliesTo: [], aliases: [], tags: [], reviewAt: null }

async function aDraft(by: Editor, title: string, topicId?: number) {
  const { id } = await startAnswer(by, { topicId: topicId ?? (await aTopic()), title, body: 'x' })
  const { version } = await saveDraft(by, id, 0, { ...text, title })
  return { id, version }
}
const titlesOf = async (editor: Editor) => (await listOwnDrafts(editor, {})).rows.map(({ title }) => title)

test('an editor finds the drafts that they began or saved last, and not those of others', async () => {
  const [me, other] = [await anEditor(), await anEditor()]
  const begun = await aDraft(me, 'Begun by me')
  const theirs = await aDraft(other, 'Begun by another')
  await aDraft(other, 'None of mine')
  await saveDraft(other, begun.id, begun.version, { ...text, title: 'Begun by me' })
  await saveDraft(me, theirs.id, theirs.version, { ...text, title: 'Begun by another' })
  const { rows } = await listOwnDrafts(me, {})
  expect(rows.map(({ title, mine }) => [title, mine])).toEqual([
    ['Begun by another', true],
    ['Begun by me', false],
  ])
})

test('a discarded draft is not listed, nor anything for someone who is no editor', async () => {
  const me = await anEditor()
  const gone = await aDraft(me, 'To be discarded')
  await aDraft(me, 'To be kept')
  expect(await titlesOf(me)).toHaveLength(2)
  await discardDraft(me, gone.id, gone.version)
  expect(await titlesOf(me)).toEqual(['To be kept'])
  await expect(listOwnDrafts(await aMember(), {})).rejects.toMatchObject({ code: 'forbidden' })
})

test('pages of drafts lead on and back', async () => {
  const me = await anEditor()
  const topicId = await aTopic()
  for (let n = 1; n <= 31; n++) await aDraft(me, `Draft ${n}`, topicId)
  const first = await listOwnDrafts(me, {})
  const second = await listOwnDrafts(me, { after: first.older ?? '' })
  expect([first.rows.length, second.rows.map(({ title }) => title), second.older]).toEqual([30, ['Draft 1'], null])
  expect(await listOwnDrafts(me, { before: second.newer ?? '' })).toEqual(first)
})
