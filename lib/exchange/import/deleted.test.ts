import { expect, test } from 'vitest'
import { aSourceReply, aSourceThread, importedId, importRecords } from '../../../test/source-records'
import { readThread } from '../../community/threads'
import { deleteReply, deleteThread, restoreReply, restoreThread } from '../../curation/moderation'
import { system, type Viewer, visitor } from '../../identity/viewer'
import { recount } from '../../maintenance/recount'
import { db } from '../../platform/db'
import type { SourceReply, SourceThread } from './source'

const topic = { externalId: '1', name: 'Lanterns' }
const asker = { externalId: '2', name: 'asker', displayName: 'Asker' }

/** The author of a post, once they have an account. */
const authorOf = async (kind: 'thread' | 'reply', id: number): Promise<Viewer> => {
  const where = { where: { id }, select: { authorId: true } }
  const { authorId } = await (kind === 'thread' ? db().thread.findUniqueOrThrow(where) : db().reply.findUniqueOrThrow(where))
  return { audience: 'member', personId: authorId }
}

test('a later import brings back no reply that its author deleted here, whatever the source says of it', async () => {
  const withReply = (more: Partial<SourceReply> = {}, body = 'It was on the left.') =>
    aSourceThread(topic, { body, author: asker, replies: [aSourceReply('r1', more), aSourceReply('r2')] })
  await importRecords('of replies', withReply())
  const [threadId, replyId] = [await importedId('of replies'), await importedId('of replies', 'reply', 'r1')]
  const author = await authorOf('reply', replyId)
  await deleteReply(author, replyId)
  const shown = async () => (await readThread(visitor, threadId))?.replies.map(({ number }) => number)
  expect(await shown()).toEqual([2])
  await importRecords('of replies', withReply({ body: 'Said better.' }))
  await importRecords('of replies', withReply({ hidden: 'Flagged.' }, 'Other words.'))
  await importRecords('of replies', withReply({}, 'Words again.'))
  expect(await shown()).toEqual([2])
  // Hidden by the import, restored by an editor, deleted by its author: the source shows it again.
  await restoreReply(system, replyId)
  await importRecords('of replies', withReply({ hidden: 'Flagged.' }))
  expect(await shown()).toEqual([2])
  await restoreReply(system, replyId)
  await deleteReply(author, replyId)
  const report = await importRecords('of replies', withReply({}, 'Words once more.'))
  expect(await shown()).toEqual([2])
  expect(report.kept.map(({ message }) => message)).toContain('its author deleted it here and it stays hidden')
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('nor a thread', async () => {
  const thread = (more: Partial<SourceThread> = {}) => aSourceThread(topic, { author: asker, replies: [], ...more })
  await importRecords('of threads', thread())
  const id = await importedId('of threads')
  const author = await authorOf('thread', id)
  const isShown = async () => (await readThread(visitor, id)) !== null
  await importRecords('of threads', thread({ hidden: 'Flagged.' }))
  expect(await isShown()).toBe(false)
  await restoreThread(system, id)
  await deleteThread(author, id)
  const report = await importRecords('of threads', thread({ body: 'Other words.' }))
  expect(await isShown()).toBe(false)
  expect(report.kept.map(({ message }) => message)).toContain('its author deleted it here and it stays hidden')
})
