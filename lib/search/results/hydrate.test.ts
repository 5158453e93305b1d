import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic } from '../../../test/factories'
import { archiveAnswer, coverThread, publishRevision, startAnswer } from '../../answers'
import { postReply } from '../../community/threads'
import { hideReply, hideThread } from '../../curation/moderation/hide'
import { type Viewer, visitor } from '../../identity/viewer/viewer'
import { db } from '../../platform/db/client'
import type { Candidate } from '../engines/port'
import type { RankedGroup } from '../ranking/grouping'
import { hydrate } from './hydrate'

/** What an engine says it has found, whose index may be behind. */
const found = (groupKind: 'thread' | 'answer', groupId: number, replyId: number | null = null): RankedGroup => {
  const candidate = {
    postId: '1',
    kind: groupKind === 'answer' ? 'head' : replyId === null ? 'opening' : 'reply',
    groupKind,
    groupId,
    place: 0,
    replyId,
    anchor: '',
  } as Candidate
  return { groupKind, groupId, score: 1, posts: [{ candidate, score: 1 }] }
}
const seen = async (viewer: Viewer, ...groups: RankedGroup[]) =>
  (await hydrate(viewer, groups, new Map())).map(({ kind, id }) => `${kind} ${id}`)

async function anAnswer(topicId: number): Promise<number> {
  const editor = await anEditor()
  const { id } = await startAnswer(editor, { topicId, title: `Answer in ${topicId}`, body: 'Text.' })
  const words = { title: `Answer in ${topicId}`, summary: '', body: 'Text.', appliesTo: [], note: 'x', significance: 'major' as const }
  await publishRevision(editor, { answerId: id, basedOn: 0, ...words })
  return id
}

test('threads that an engine should not have found are shown to those alone who may see them', async () => {
  const [open, members, editors] = [await aTopic(), await aTopic({ visibility: 'members' }), await aTopic({ visibility: 'editors' })]
  const ids = []
  for (const topicId of [open, members, editors]) ids.push((await aThread({ topicId })).id)
  const hidden = await aThread({ topicId: open })
  await hideThread(await anEditor(), hidden.id)
  const groups = [...ids, hidden.id].map((id) => found('thread', id))
  expect(await seen(visitor, ...groups)).toEqual([`thread ${ids[0]}`])
  expect(await seen(await aMember(), ...groups)).toEqual([`thread ${ids[0]}`, `thread ${ids[1]}`])
  expect(await seen(await anEditor(), ...groups)).toEqual(ids.map((id) => `thread ${id}`))
})

test('so are answers, and none that is archived', async () => {
  const ids = []
  for (const visibility of ['public', 'members', 'editors'] as const) ids.push(await anAnswer(await aTopic({ visibility })))
  const archived = await anAnswer(await aTopic())
  await archiveAnswer(await anEditor(), archived)
  const groups = [...ids, archived].map((id) => found('answer', id))
  expect(await seen(visitor, ...groups)).toEqual([`answer ${ids[0]}`])
  expect(await seen(await aMember(), ...groups)).toEqual([`answer ${ids[0]}`, `answer ${ids[1]}`])
  expect(await seen(await anEditor(), ...groups)).toEqual(ids.map((id) => `answer ${id}`))
})

test('a hidden reply gives no passage, and an answer that the reader may not see is not named as covering', async () => {
  const editor = await anEditor()
  const { id } = await aThread()
  const reply = await postReply(await aMember(), { threadId: id, body: 'It was the fuse.' })
  const answerId = await anAnswer(await aTopic({ visibility: 'members' }))
  await coverThread(editor, { threadId: id, answerId })
  const hits = async (viewer: Viewer) => (await hydrate(viewer, [found('thread', id, reply.id)], new Map()))[0]
  expect((await hits(visitor))?.passages.map(({ place }) => place.type)).toEqual(['reply'])
  expect((await hits(visitor))?.coveredBy).toBeNull()
  expect((await hits(await aMember()))?.coveredBy?.slug).toBe(`answer-in-${(await topicOf(answerId)).topicId}`)
  await hideReply(editor, reply.id)
  expect((await hits(visitor))?.passages).toEqual([])
})

const topicOf = (id: number) => db().answer.findUniqueOrThrow({ where: { id }, select: { topicId: true } })
