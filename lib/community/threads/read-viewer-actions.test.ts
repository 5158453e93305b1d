import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { deleteReply, hideReply, hideReplyIn, hideThread, restoreReply } from '../../curation/moderation'
import { system } from '../../identity/viewer'
import { transaction } from '../../platform/db'
import { viewerOfPost } from '../../shared/viewer-actions'
import { boostReply, boostThread, postReply } from '.'
import { readViewerActions } from './read-viewer-actions'

async function aTalk(visibility: 'public' | 'members' | 'editors' = 'public') {
  const [asker, helper, editor] = [await aMember(), await aMember(), await anEditor()]
  const { id } = await aThread({ by: asker, topicId: await aTopic({ visibility }) })
  const first = await postReply(editor, { threadId: id, body: 'One.' })
  await postReply(visibility === 'editors' ? editor : helper, { threadId: id, body: 'Two.' })
  return { id, asker, helper, editor, firstId: first.id }
}

test('everyone is told what they may do to which post: theirs, everyone’s, or none', async () => {
  const { id, asker, helper, editor, firstId } = await aTalk()
  await boostThread(helper, id)
  await boostReply(helper, firstId)
  const none = {
    isAsker: false,
    mayAccept: false,
    mayEdit: [],
    mayNotBoost: [],
    mayDelete: [],
    boosted: [],
    hidden: [],
    held: [],
    unseen: null,
  }
  // Others have replied, so the question stays.
  expect(await readViewerActions(asker, id)).toEqual({ ...none, isAsker: true, mayAccept: true, mayEdit: [0], mayNotBoost: [0] })
  expect(await readViewerActions(helper, id)).toEqual({ ...none, mayEdit: [2], mayNotBoost: [2], mayDelete: [2], boosted: [0, 1] })
  expect(await readViewerActions(editor, id)).toEqual({ ...none, mayAccept: true, mayEdit: 'all', mayNotBoost: [1], mayDelete: [1] })
  expect(await readViewerActions(await aMember(), id)).toEqual(none)
})

test('a thread that one may not see, or that is hidden, is none', async () => {
  const { id, editor } = await aTalk('editors')
  expect(await readViewerActions(await aMember(), id)).toBeNull()
  expect(await readViewerActions(editor, id)).not.toBeNull()
  const hidden = await aTalk()
  await hideThread(hidden.editor, hidden.id, 'Spam.')
  expect(await readViewerActions(hidden.helper, hidden.id)).toBeNull()
  expect(await readViewerActions(hidden.editor, hidden.id)).toBeNull()
})

test('authors read which of their posts others have hidden, with the reasons that were written for them, and nobody else does', async () => {
  const { id, asker, helper, editor } = await aTalk()
  const { id: second } = await postReply(helper, { threadId: id, body: 'Three.' })
  await hideReply(editor, second, 'It names a customer.')
  expect((await readViewerActions(helper, id))?.hidden).toEqual([{ number: 3, reason: 'It names a customer.' }])
  for (const other of [asker, editor]) expect((await readViewerActions(other, id))?.hidden).toEqual([])
  // The later act counts: this one wrote no reason for the author.
  await restoreReply(editor, second)
  await transaction((tx) => hideReplyIn(tx, system, second, { reason: 'For editors alone.' }))
  expect((await readViewerActions(helper, id))?.hidden).toEqual([{ number: 3, reason: null }])
  await hideThread(editor, id, 'Asked before.')
  const told = await readViewerActions(asker, id)
  expect(told).toMatchObject({
    isAsker: true,
    mayAccept: false,
    mayEdit: [],
    mayDelete: [],
    hidden: [{ number: 0, reason: 'Asked before.' }],
  })
  expect(await readViewerActions(helper, id)).toBeNull()
})

test('what one deleted oneself is not told as hidden', async () => {
  const { id, helper, firstId } = await aTalk()
  const { id: own } = await postReply(helper, { threadId: id, body: 'Three.', answersReplyId: firstId })
  await deleteReply(helper, own)
  expect(await readViewerActions(helper, id)).toMatchObject({ mayEdit: [2], mayDelete: [2], hidden: [] })
})

test('an opening can’t be accepted, and one’s own can’t be boosted', () => {
  const thread = {
    isAsker: true,
    mayAccept: true,
    mayEdit: [0],
    mayNotBoost: [0],
    mayDelete: [0],
    boosted: [1],
    hidden: [],
    held: [],
    unseen: null,
  }
  expect(viewerOfPost(thread, 0)).toEqual({ boosted: false, mayBoost: false, mayEdit: true, mayAccept: false, mayDelete: true })
  expect(viewerOfPost(thread, 1)).toEqual({ boosted: true, mayBoost: true, mayEdit: false, mayAccept: true, mayDelete: false })
})
