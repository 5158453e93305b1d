import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../test/factories'
import { readThread } from '../community/threads/read-thread'
import { readContestedPairs } from '../curation/desk/read-contested'
import { hideThread, restoreThread } from '../curation/moderation/hide'
import { moveThread } from '../curation/moderation/move-thread'
import { readSuggestions } from '../curation/related/suggest-coverage'
import { saveTopic } from '../curation/taxonomy/save-topic'
import { visitor } from '../identity/viewer/viewer'
import { recount } from '../maintenance/recount'
import { db } from '../platform/db/client'
import { search, searchEngine } from '../search'
import {
  confirmRevised,
  coverThread,
  coverThreads,
  publishRevision,
  resolveContest,
  respondToCoverage,
  startAnswer,
  uncoverThread,
} from './'
import { saveDraft } from './draft'
import { publishDraft, rollBack } from './publish-draft'
import { readDraft } from './read-draft'
import { readOwnCoverage } from './read-own-coverage'

const text = { summary: 'In short.', appliesTo: [], note: 'A note', significance: 'minor' as const }

async function covered(title = 'Why numbats dig at noon') {
  const editor = await anEditor()
  const asker = await aMember()
  const topicId = await aTopic()
  const thread = await aThread({ by: asker, topicId, title })
  const { id: answerId } = await startAnswer(editor, { topicId, title: 'Termite eaters', body: '' })
  await publishRevision(editor, { answerId, basedOn: 0, title: 'Termite eaters', body: '## Habits\n\nThey dig.', ...text })
  await coverThread(editor, { threadId: thread.id, answerId, section: 'habits' })
  return { editor, asker, thread, answerId }
}

test('a covered thread’s title finds the answer, until the coverage is contested or undone', async () => {
  const { editor, asker, thread, answerId } = await covered()
  const finds = async () => {
    await countWords()
    return (await search(searchEngine(), visitor, { text: 'numbats at noon', asWritten: true })).answer?.id
  }
  // The answer's number and its topic's say the same.
  const counts = async () => {
    const { coverCount, topic } = await db().answer.findUniqueOrThrow({ where: { id: answerId }, include: { topic: true } })
    return [coverCount, topic.coveredCount]
  }
  expect([await finds(), await counts()]).toEqual([answerId, [1, 1]])
  await respondToCoverage(asker, { threadId: thread.id, answerId, response: 'contested', reason: 'Mine digs at night.' })
  expect([await finds(), await counts()]).toEqual([undefined, [0, 0]])
  expect((await readThread(visitor, thread.id))?.resolution).toBe('unanswered')
  await resolveContest(editor, { threadId: thread.id, answerId, reason: 'Section 1 says both.' })
  expect([await finds(), await counts()]).toEqual([answerId, [1, 1]])
  expect((await readThread(visitor, thread.id))?.covering?.decision).toMatchObject({ reason: 'Section 1 says both.' })
  await uncoverThread(editor, thread.id, answerId)
  expect(await finds()).toBeUndefined()
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('a revision answers an asker who contested, and not before there is one', async () => {
  const { editor, asker, thread, answerId } = await covered('A case that is missed')
  await respondToCoverage(asker, { threadId: thread.id, answerId, response: 'contested', reason: 'Mine is wet.' })
  await expect(coverThread(editor, { threadId: thread.id, answerId })).rejects.toMatchObject({ code: 'conflict' })
  expect((await readSuggestions(editor, answerId, 5, thread.id)).map(({ threadId }) => threadId)).not.toContain(thread.id)
  const { revisionNumber } = await db().answer.findUniqueOrThrow({ where: { id: answerId } })
  const words = { title: 'Termite eaters', summary: '', body: 'They dig, also where it is wet.', appliesTo: [] }
  await publishRevision(editor, { answerId, basedOn: revisionNumber, ...words, note: 'Wet cases', significance: 'minor' })
  expect((await readSuggestions(editor, answerId, 5, null))[0]).toMatchObject({ threadId: thread.id, contested: 'Mine is wet.' })
  await confirmRevised(editor, thread.id, answerId)
  expect((await readThread(visitor, thread.id))?.covering).toMatchObject({
    response: 'unjudged',
    decision: { reason: 'Wet cases', revision: revisionNumber + 1 },
  })
  await respondToCoverage(asker, { threadId: thread.id, answerId, response: 'accepted' })
  await coverThread(editor, { threadId: thread.id, answerId })
  expect((await readThread(visitor, thread.id))?.covering?.response, 'another section is another question').toBe('unjudged')
})

test('what not all readers of an answer may see is in none of its counts and titles', async () => {
  const { editor, thread, answerId } = await covered('Numbat counts')
  const finds = async () => {
    await countWords()
    return (await search(searchEngine(), visitor, { text: 'numbat' })).answer?.id
  }
  const count = async () => (await db().answer.findUniqueOrThrow({ where: { id: answerId } })).coverCount
  expect([await finds(), await count()]).toEqual([answerId, 1])
  await hideThread(editor, thread.id)
  expect([await finds(), await count()]).toEqual([undefined, 0])
  await restoreThread(editor, thread.id)
  expect([await finds(), await count()]).toEqual([answerId, 1])
  const { topicId } = await db().thread.findUniqueOrThrow({ where: { id: thread.id } })
  await moveThread(editor, thread.id, await aTopic({ visibility: 'editors' }))
  expect([await finds(), await count()]).toEqual([undefined, 0])
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
  await moveThread(editor, thread.id, topicId)
  expect([await finds(), await count(), (await readThread(visitor, thread.id))?.resolution]).toEqual([answerId, 1, 'covered'])
  // An answer that visitors may not see covers nothing for them.
  await moveThread(editor, thread.id, await aTopic())
  const own = await db().answer.findUniqueOrThrow({ where: { id: answerId }, include: { topic: true } })
  await saveTopic({ ...editor, admin: true }, { ...own.topic, documentationUrl: '', visibility: 'editors' })
  expect((await readThread(visitor, thread.id))?.resolution).toBe('unanswered')
  await saveTopic({ ...editor, admin: true }, { ...own.topic, documentationUrl: '', visibility: 'public' })
  expect([await finds(), (await readThread(visitor, thread.id))?.resolution]).toEqual([answerId, 'covered'])
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('only the asker responds, with a reason where it misses; only an editor decides', async () => {
  const { asker, thread, answerId } = await covered('A question of its own')
  const contest = { threadId: thread.id, answerId, response: 'contested' as const, reason: 'No.' }
  await expect(respondToCoverage(await aMember(), contest)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(respondToCoverage(await anEditor(), contest)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(respondToCoverage(asker, { ...contest, reason: ' ' })).rejects.toMatchObject({ code: 'invalid', field: 'reason' })
  await respondToCoverage(asker, contest)
  await expect(resolveContest(asker, { ...contest })).rejects.toMatchObject({ code: 'forbidden' })
  expect((await readContestedPairs(await anEditor())).map((row) => row.threadId)).toContain(thread.id)
})

test('many threads are covered at once, or none', async () => {
  const { editor, thread, answerId } = await covered('First of many')
  const other = await aThread()
  await expect(
    coverThreads(editor, answerId, [
      { threadId: other.id, section: null },
      { threadId: 999_999, section: null },
    ]),
  ).rejects.toMatchObject({ code: 'not_found' })
  expect(await db().coverage.count({ where: { answerId } })).toBe(1)
  await coverThreads(editor, answerId, [
    { threadId: other.id, section: null },
    { threadId: thread.id, section: null },
  ])
  expect((await db().answer.findUniqueOrThrow({ where: { id: answerId } })).coverCount).toBe(2)
})

test('of two who save a draft the second is told, and nothing is overwritten', async () => {
  const { editor, answerId } = await covered('For a draft')
  const { slug } = await db().answer.findUniqueOrThrow({ where: { id: answerId } })
  const words = (body: string) => ({
    title: 'Termite eaters',
    summary: '',
    body,
    appliesTo: [],
    aliases: ['ant eaters'],
    tags: ['fauna'],
    reviewAt: null,
  })
  expect(await readDraft(editor, slug)).toMatchObject({ version: -1, body: '## Habits\n\nThey dig.' })
  await saveDraft(editor, answerId, -1, words('one'))
  await expect(saveDraft(await anEditor(), answerId, -1, words('two'))).rejects.toMatchObject({ code: 'conflict', field: 'version' })
  expect(await readDraft(editor, slug), 'with who saved it last').toMatchObject({ body: 'one', editedBy: { id: editor.personId } })
  expect(await readDraft(await aMember(), slug), 'drafts are the editors’').toBeNull()
})

test('who still has the draft before a publication open does not write over the one after it', async () => {
  const { editor, answerId } = await covered('For two drafts')
  const words = (body: string) => ({ title: 'Termite eaters', summary: '', body, appliesTo: [], aliases: [], tags: [], reviewAt: null })
  const before = await saveDraft(editor, answerId, -1, words('before'))
  await publishDraft(editor, { answerId, version: before.version, note: '', significance: 'minor' })
  const after = await saveDraft(await anEditor(), answerId, -2, words('after'))
  await expect(saveDraft(editor, answerId, before.version, words('before, still'))).rejects.toMatchObject({ code: 'conflict' })
  expect(await db().answerDraft.findUniqueOrThrow({ where: { answerId } })).toMatchObject({ body: 'after', version: after.version })
})

test('who publishes another’s draft is its reviewer; aliases and tags go with it; a rollback is a new revision', async () => {
  const { editor, answerId } = await covered('For a review')
  const reviewer = await anEditor()
  const { slug } = await db().answer.findUniqueOrThrow({ where: { id: answerId } })
  const { version } = await saveDraft(editor, answerId, -1, {
    title: 'Termite eaters',
    summary: '',
    body: 'They dig deep.',
    appliesTo: [],
    aliases: ['echidna lunch'],
    tags: ['fauna'],
    reviewAt: new Date('2027-01-01'),
  })
  expect(await publishDraft(reviewer, { answerId, version, note: 'Deeper', significance: 'major' })).toEqual({ number: 2 })
  expect(await db().answerRevision.findFirstOrThrow({ where: { answerId, number: 2 } })).toMatchObject({
    authorId: editor.personId,
    reviewerId: reviewer.personId,
  })
  const seen = (await readDraft(editor, slug))?.version
  expect(seen, 'who saw the text before has seen another state').not.toBe(-1)
  await expect(
    saveDraft(reviewer, answerId, -1, { title: 'x', summary: '', body: 'y', appliesTo: [], aliases: [], tags: [], reviewAt: null }),
  ).rejects.toMatchObject({ code: 'conflict' })
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'echidna lunch' })).answer?.id).toBe(answerId)
  expect(await rollBack(editor, answerId, 1, 2)).toEqual({ number: 3 })
  expect((await db().answer.findUniqueOrThrow({ where: { id: answerId } })).body).toBe('## Habits\n\nThey dig.')
})

test('a page about an answer knows the asker whose thread it covers, what they said, and whether they contested before', async () => {
  const { editor, asker, thread, answerId } = await covered('Own coverage')
  const { slug } = await db().answer.findUniqueOrThrow({ where: { id: answerId } })
  const ofAsker = () => readOwnCoverage(asker, thread.id, slug)
  expect(await ofAsker()).toMatchObject({ thread: { id: thread.id }, answerId, response: 'unjudged', contestedBefore: false })
  for (const other of [editor, await aMember(), visitor]) expect(await readOwnCoverage(other, thread.id, slug)).toBeNull()
  await respondToCoverage(asker, { threadId: thread.id, answerId, response: 'contested', reason: 'Not mine.' })
  expect(await ofAsker()).toMatchObject({ response: 'contested', contestedBefore: false })
  await resolveContest(editor, { threadId: thread.id, answerId, reason: 'It is.' })
  expect(await ofAsker()).toMatchObject({ response: 'unjudged', contestedBefore: true })
  await uncoverThread(editor, thread.id, answerId)
  expect(await ofAsker()).toBeNull()
})
