import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { publishRevision, startAnswer } from '../../answers'
import { saveDraft } from '../../answers/draft'
import { mergeThreads } from '../../curation/duplicates/merge-threads'
import { hideReply, hideThread, restoreThread } from '../../curation/moderation/hide'
import { moveThread } from '../../curation/moderation/move-thread'
import { type Viewer, visitor } from '../../identity/viewer/viewer'
import { editReply, postReply } from '../threads'
import { isPictureShown, noteUpload } from './shown-picture'

let count = 0
const aPicture = () => `${(++count).toString(16).padStart(32, 'a')}.png`
const showing = (name: string) => `As the picture says:\n\n![what I see](/uploads/${name})`
const anyMember: Viewer = { audience: 'member', personId: null }
const anyEditor: Viewer = { audience: 'editor', personId: null }

/** Who of a visitor, a member and an editor may see it. */
async function seenBy(name: string): Promise<string[]> {
  const viewers = { visitor, member: anyMember, editor: anyEditor }
  const seen = []
  for (const [who, viewer] of Object.entries(viewers)) if (await isPictureShown(viewer, name)) seen.push(who)
  return seen
}

test('a picture is its own uploader’s until it stands in a post', async () => {
  const name = aPicture()
  const [member, other] = [await aMember(), await aMember()]
  await noteUpload(member, name)
  await noteUpload(member, name)
  expect(await isPictureShown(member, name)).toBe(true)
  expect(await isPictureShown(other, name)).toBe(false)
  expect(await seenBy(name)).toEqual([])
  await aThread({ by: member, body: showing(name) })
  expect(await seenBy(name)).toEqual(['visitor', 'member', 'editor'])
})

test('it is seen by those who may see its post, and follows it where it is hidden, brought back or moved', async () => {
  const [inOpening, inReply] = [aPicture(), aPicture()]
  const editor = await anEditor()
  const thread = await aThread({ body: showing(inOpening), topicId: await aTopic({ visibility: 'members' }) })
  const reply = await postReply(await aMember(), { threadId: thread.id, body: showing(inReply) })
  expect(await seenBy(inOpening)).toEqual(['member', 'editor'])
  expect(await seenBy(inReply)).toEqual(['member', 'editor'])
  await hideReply(editor, reply.id, 'Not for here.')
  expect(await seenBy(inReply)).toEqual(['editor'])
  await hideThread(editor, thread.id, 'Not for here.')
  expect(await seenBy(inOpening)).toEqual(['editor'])
  await restoreThread(editor, thread.id)
  await moveThread(editor, thread.id, await aTopic())
  expect(await seenBy(inOpening)).toEqual(['visitor', 'member', 'editor'])
  expect(await seenBy(inReply)).toEqual(['editor'])
})

test('whoever only knows the address of a hidden picture does not bring it before others', async () => {
  const [hidden, unposted, open] = [aPicture(), aPicture(), aPicture()]
  const [author, other, editor] = [await aMember(), await aMember(), await anEditor()]
  for (const name of [hidden, unposted, open]) await noteUpload(author, name)
  const thread = await aThread({ by: author, body: showing(hidden) })
  await aThread({ by: author, body: showing(open), topicId: await aTopic({ visibility: 'members' }) })
  await hideThread(editor, thread.id, 'Not for here.')
  for (const name of [hidden, unposted, open]) await aThread({ by: other, body: showing(name) })
  expect(await seenBy(hidden)).toEqual(['editor'])
  expect(await seenBy(unposted)).toEqual([])
  // What is where the writer can see it may be quoted.
  expect(await seenBy(open)).toEqual(['visitor', 'member', 'editor'])
  // Nor by an edit; the one who added it may show it again.
  const reply = await postReply(other, { threadId: (await aThread()).id, body: 'Nothing.' })
  await editReply(other, { replyId: reply.id, body: showing(hidden), basedOn: 1 })
  expect(await seenBy(hidden)).toEqual(['editor'])
  await aThread({ by: author, body: showing(hidden) })
  expect(await seenBy(hidden)).toEqual(['visitor', 'member', 'editor'])
})

test('what an edit took out is still in the history, and what a merge moved stays seen', async () => {
  const [edited, merged] = [aPicture(), aPicture()]
  const author = await aMember()
  const into = await aThread()
  const reply = await postReply(author, { threadId: into.id, body: showing(edited) })
  await editReply(author, { replyId: reply.id, body: 'Without it.', basedOn: 1 })
  expect(await seenBy(edited)).toContain('visitor')
  const from = await aThread({ body: showing(merged) })
  await mergeThreads(await anEditor(), [from.id], into.id)
  expect(await seenBy(merged)).toContain('visitor')
})

test('pictures of a draft are for editors until it is published', async () => {
  const [left, kept] = [aPicture(), aPicture()]
  const editor = await anEditor()
  const { id } = await startAnswer(editor, { topicId: await aTopic(), title: 'Pictures in drafts', body: showing(left) })
  const text = { title: 'Pictures in drafts', summary: '', appliesTo: [], aliases: [], tags: [], reviewAt: null, body: showing(kept) }
  await saveDraft(editor, id, 0, text)
  expect(await seenBy(left)).toEqual(['editor'])
  expect(await seenBy(kept)).toEqual(['editor'])
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text, note: 'First.', significance: 'major' })
  expect(await seenBy(left)).toEqual(['editor'])
  expect(await seenBy(kept)).toEqual(['visitor', 'member', 'editor'])
})
