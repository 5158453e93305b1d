import { expect, test } from 'vitest'
import { aMember, anEditor, aThread } from '../../../test/factories'
import { hideReply } from '../../curation/moderation/hide'
import { visitor } from '../../identity/viewer/viewer'
import { postReply } from './'
import { readPost } from './read-post'

test('a post of a thread is read by its number: 0 is the opening, a hidden one is there for editors and its author alone', async () => {
  const [by, editor] = [await aMember('Post Reader'), await anEditor()]
  const { id } = await aThread({ by, title: 'Numbered', body: 'The opening.' })
  for (const body of ['The first.', 'The second.']) await postReply(by, { threadId: id, body })
  const hidden = await postReply(by, { threadId: id, body: 'The third.' })
  await hideReply(editor, hidden.id, 'Spam.')
  for (const [number, body] of ['The opening.', 'The first.', 'The second.'].entries())
    expect(await readPost(visitor, id, number)).toMatchObject({
      number,
      body,
      author: 'Post Reader',
      hidden: false,
      thread: { title: 'Numbered' },
    })
  for (const other of [visitor, await aMember()]) expect(await readPost(other, id, 3)).toBeNull()
  expect(await readPost(by, id, 3)).toMatchObject({ body: 'The third.', hidden: true, hiddenReason: 'Spam.' })
  expect(await readPost(editor, id, 3)).toMatchObject({ body: 'The third.', hidden: true })
  expect(await readPost(editor, id, 4)).toBeNull()
})
