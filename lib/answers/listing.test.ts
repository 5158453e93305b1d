import { expect, test } from 'vitest'
import { anEditor, aThread, aTopic } from '../../test/factories'
import { listThreads } from '../community/threads/listing'
import { hideThread } from '../curation/moderation/hide'
import { visitor } from '../identity/viewer/viewer'
import { db } from '../platform/db/client'
import { pageTags } from '../platform/expiry'
import { archiveAnswer, coverThreads, publishRevision, respondToCoverage, startAnswer, uncoverThreads } from '.'
import { listAnswers } from './listing'

const text = (title: string) => ({ title, summary: '', body: `About ${title}.`, appliesTo: [], note: 'x', significance: 'minor' as const })
const titlesOf = (rows: { title: string }[]) => rows.map(({ title }) => title)

test('an answer lists what it settles, the last asked first, a page at a time: nothing contested, hidden or of a private topic', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const asker = await anEditor()
  const ask = (title: string, day: number, by = editor, topic = topicId) =>
    aThread({ title, by, topicId: topic, at: new Date(Date.UTC(2025, 0, day)) })
  const threads = [await ask('First', 1), await ask('Second', 2), await ask('Third', 3)]
  const [contested, hidden] = [await ask('Contested', 4, asker), await ask('Hidden', 5)]
  const secret = await ask('Secret', 6, editor, await aTopic({ visibility: 'editors' }))
  const { id } = await startAnswer(editor, { topicId, title: 'Settling', body: 'x' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Settling') })
  const all = [...threads, contested, hidden, secret].map((thread) => ({ threadId: thread.id, section: null }))
  await coverThreads(editor, id, all)
  await respondToCoverage(asker, { threadId: contested.id, answerId: id, response: 'contested', reason: 'Mine is blue.' })
  await hideThread(editor, hidden.id, 'Twice.')

  const request = { scope: { answerId: id }, sort: 'newest' as const, filter: 'all' as const }
  const first = await listThreads(visitor, { ...request, count: 2 })
  expect(titlesOf(first.rows)).toEqual(['Third', 'Second'])
  expect(titlesOf((await listThreads(visitor, { ...request, count: 2, after: first.older ?? '' })).rows)).toEqual(['First'])
  expect(titlesOf((await listThreads(editor, request)).rows), 'an editor sees the private one').toEqual([
    'Secret',
    'Third',
    'Second',
    'First',
  ])

  await uncoverThreads(
    editor,
    id,
    threads.slice(0, 2).map((thread) => thread.id),
  )
  expect(titlesOf((await listThreads(visitor, request)).rows)).toEqual(['Third'])
})

test('a profile lists the answers its person wrote a revision of, and follows what becomes of them', async () => {
  const [writer, other] = [await anEditor(), await anEditor()]
  const { id } = await startAnswer(writer, { topicId: await aTopic(), title: 'Mine', body: 'x' })
  await publishRevision(writer, { answerId: id, basedOn: 0, ...text('Mine') })
  const tags = async () => {
    const told = (await db().pageExpiry.findMany()).flatMap(({ tags }) => tags)
    await db().pageExpiry.deleteMany()
    return told
  }
  expect(await tags()).toContain(pageTags.person(writer.personId))
  await publishRevision(other, { answerId: id, basedOn: 1, ...text('Mine too') })
  expect(await tags()).toEqual(expect.arrayContaining([pageTags.person(writer.personId), pageTags.person(other.personId)]))
  for (const { personId } of [writer, other]) expect(titlesOf(await listAnswers(visitor, { authorId: personId }, 10))).toEqual(['Mine too'])
  expect(await listAnswers(visitor, { authorId: (await anEditor()).personId }, 10)).toEqual([])
  await archiveAnswer(writer, id)
  expect(await listAnswers(visitor, { authorId: writer.personId }, 10)).toEqual([])
  expect(await tags()).toContain(pageTags.person(writer.personId))
})
