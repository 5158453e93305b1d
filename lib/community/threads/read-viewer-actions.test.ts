import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { hideThread } from '../../curation/moderation/hide'
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
  expect(await readViewerActions(asker, id)).toEqual({ isAsker: true, mayAccept: true, mayEdit: [0], boosted: [] })
  expect(await readViewerActions(helper, id)).toEqual({ isAsker: false, mayAccept: false, mayEdit: [2], boosted: [0, 1] })
  expect(await readViewerActions(editor, id)).toEqual({ isAsker: false, mayAccept: true, mayEdit: 'all', boosted: [] })
  expect(await readViewerActions(await aMember(), id)).toEqual({ isAsker: false, mayAccept: false, mayEdit: [], boosted: [] })
})

test('a thread that one may not see, or that is hidden, is none', async () => {
  const { id, editor } = await aTalk('editors')
  expect(await readViewerActions(await aMember(), id)).toBeNull()
  expect(await readViewerActions(editor, id)).not.toBeNull()
  const hidden = await aTalk()
  await hideThread(hidden.editor, hidden.id, 'Spam.')
  expect(await readViewerActions(hidden.asker, hidden.id)).toBeNull()
})

test('an opening can’t be accepted', () => {
  const thread = { isAsker: true, mayAccept: true, mayEdit: [0], boosted: [1] }
  expect(viewerOfPost(thread, 0)).toEqual({ boosted: false, mayEdit: true, mayAccept: false })
  expect(viewerOfPost(thread, 1)).toEqual({ boosted: true, mayEdit: false, mayAccept: true })
})
