import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../test/factories'
import { listThreads } from '../community/threads/listing'
import { readThread } from '../community/threads/read-thread'
import { visitor } from '../identity/viewer/viewer'
import { recount } from '../maintenance/recount'
import { db, pool } from '../platform/db/client'
import { search, searchEngine } from '../search'
import { archiveAnswer, coverThread, publishRevision, startAnswer, uncoverThread } from '.'
import { readAnswer, readRevision } from './read-answer'

const text = (title: string, body: string) => ({
  title,
  summary: 'In short.',
  body,
  appliesTo: ['iOS 18'],
  note: 'A note',
  significance: 'minor' as const,
})

test('publishing needs an editor, numbers revisions and keeps every text readable', async () => {
  const editor = await anEditor()
  const { id, slug } = await startAnswer(editor, { topicId: await aTopic(), title: 'Pangolins explained', body: 'Draft' })
  expect(await readAnswer(visitor, slug), 'a draft is not there').toBeNull()
  await expect(publishRevision(await aMember(), { answerId: id, basedOn: 0, ...text('x', 'y') })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Pangolins explained', '## Scales\n\nOf keratin.') })).toEqual({
    number: 1,
  })
  expect(
    await publishRevision(editor, { answerId: id, basedOn: 1, ...text('Pangolins explained', '## Scales\n\nOf keratin, like nails.') }),
  ).toEqual({ number: 2 })
  await expect(publishRevision(editor, { answerId: id, basedOn: 1, ...text('Late', 'z') })).rejects.toMatchObject({ code: 'conflict' })
  expect((await readRevision(visitor, slug, 1))?.body).toBe('## Scales\n\nOf keratin.')
  expect(await readAnswer(visitor, slug)).toMatchObject({ revisionNumber: 2, revisions: [{ number: 1 }, { number: 2 }] })
})

test('what a published answer leads to may lead back: their lists are computed again, too', async () => {
  const editor = await anEditor()
  const { id } = await startAnswer(editor, { topicId: await aTopic(), title: 'Pangolins at night', body: 'x' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Pangolins at night', 'They dig.') })
  const { rows } = await pool().query(
    `select data from pgboss.job where name = 'related.refresh' and data->>'kind' = 'answer' and data->>'id' = $1`,
    [String(id)],
  )
  expect(rows.map(({ data }) => data)).toContainEqual({ kind: 'answer', id, spread: true })
})

test('sections that a revision drops leave search with it', async () => {
  const editor = await anEditor()
  const { id } = await startAnswer(editor, { topicId: await aTopic(), title: 'Two parts', body: 'x' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Two parts', '## First\n\naardvark\n\n## Second\n\nbandicoot') })
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'bandicoot' })).total).toBe(1)
  await publishRevision(editor, { answerId: id, basedOn: 1, ...text('Two parts', '## First\n\naardvark') })
  await countWords()
  expect((await search(searchEngine(), visitor, { text: 'bandicoot', asWritten: true })).total).toBe(0)
  expect((await search(searchEngine(), visitor, { text: 'aardvark' })).total).toBe(1)
})

test('covering settles a thread from the first publication on, and uncovering unsettles it', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const thread = await aThread({ topicId })
  const { id } = await startAnswer(editor, { topicId, title: 'Settled', body: 'x' })
  await coverThread(editor, { threadId: thread.id, answerId: id })
  expect((await readThread(visitor, thread.id))?.resolution, 'a draft settles nothing').toBe('unanswered')
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Settled', '## Here\n\nIt is.') })
  await coverThread(editor, { threadId: thread.id, answerId: id, section: 'here' })
  expect(await readThread(visitor, thread.id)).toMatchObject({
    resolution: 'covered',
    covering: { title: 'Settled', section: { number: 1, heading: 'Here' } },
  })
  await uncoverThread(editor, thread.id, id)
  expect(await readThread(visitor, thread.id)).toMatchObject({ resolution: 'unanswered', covering: null })
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('covering changes no word’s frequency: the title counts where the thread stands', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const thread = await aThread({ topicId, title: 'Quaggas graze' })
  const { id } = await startAnswer(editor, { topicId, title: 'Striped animals', body: 'x' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Striped animals', 'They stand.') })
  const known = async () => {
    await countWords()
    const { rows } = await pool().query(
      `select (select posts from search_word where word = 'quaggas') as word, posts, weighted_tokens from search_corpus`,
    )
    return rows[0]
  }
  const before = await known()
  expect(Number(before.word)).toBe(1)
  await coverThread(editor, { threadId: thread.id, answerId: id })
  expect(await known()).toEqual(before)
  expect((await search(searchEngine(), visitor, { text: 'quaggas' })).answer, 'and is found all the same').toMatchObject({ id })
  await uncoverThread(editor, thread.id, id)
  expect(await known()).toEqual(before)
})

test('an archived answer leads to its successor and settles nothing any more', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const thread = await aThread({ topicId })
  const [old, next] = [
    await startAnswer(editor, { topicId, title: 'Old one', body: 'x' }),
    await startAnswer(editor, { topicId, title: 'New one', body: 'x' }),
  ]
  for (const { id } of [old, next]) await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Text', 'kinkajou') })
  await coverThread(editor, { threadId: thread.id, answerId: old.id })
  await archiveAnswer(editor, old.id, next.id)
  expect(await readAnswer(visitor, old.slug)).toEqual({ successor: next.slug })
  expect((await readThread(visitor, thread.id))?.resolution).toBe('unanswered')
  await expect(archiveAnswer(editor, next.id, next.id)).rejects.toMatchObject({ code: 'conflict' })
  // A successor that a reader may not see is not named to them.
  await db().answer.update({ where: { id: next.id }, data: { topicId: await aTopic({ visibility: 'editors' }) } })
  expect(await readAnswer(visitor, old.slug)).toBeNull()
  expect(await readAnswer(editor, old.slug)).toEqual({ successor: next.slug })
})

test('two answers of one title have addresses of their own', async () => {
  const editor = await anEditor()
  const topicId = await aTopic()
  const slugs = [
    await startAnswer(editor, { topicId, title: 'Same', body: 'x' }),
    await startAnswer(editor, { topicId, title: 'Same', body: 'x' }),
  ].map((a) => a.slug)
  expect(slugs).toEqual(['same', 'same-2'])
})

test('a revision is whole or historical, and never anything between', async () => {
  const answer = await db().answer.findFirstOrThrow()
  await expect(db().answerRevision.create({ data: { answerId: answer.id, number: 99, createdAt: new Date() } })).rejects.toThrow()
  await db().answerRevision.create({ data: { answerId: answer.id, note: 'Known by date alone', createdAt: new Date() } })
})

test('a new title reaches the listings of every covered thread, wherever it stands', async () => {
  const editor = await anEditor()
  const elsewhere = await aTopic()
  const thread = await aThread({ topicId: elsewhere })
  const { id } = await startAnswer(editor, { topicId: await aTopic(), title: 'Titled', body: 'x' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Titled', 'y') })
  await coverThread(editor, { threadId: thread.id, answerId: id })
  await publishRevision(editor, { answerId: id, basedOn: 1, ...text('Titled otherwise', 'y') })
  const last = await db().pageExpiry.findFirstOrThrow({ orderBy: { id: 'desc' } })
  expect(last.tags).toEqual(expect.arrayContaining([`answer:${id}`, `thread:${thread.id}`, `topic:${elsewhere}`]))
})

test('the first publication settles every thread a draft covers, in as many topics as they stand', async () => {
  const editor = await anEditor()
  const topics = [await aTopic(), await aTopic()]
  const threads = await Promise.all([0, 1, 0].map((i) => aThread({ topicId: topics[i] as number })))
  const { id } = await startAnswer(editor, { topicId: topics[0] as number, title: 'For many', body: 'x' })
  for (const thread of threads) await coverThread(editor, { threadId: thread.id, answerId: id })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text('For many', 'y') })
  const counts = () => db().topic.findMany({ where: { id: { in: topics } }, select: { coveredCount: true }, orderBy: { id: 'asc' } })
  expect(await counts()).toEqual([{ coveredCount: 2 }, { coveredCount: 1 }])
  await archiveAnswer(editor, id)
  expect(await counts()).toEqual([{ coveredCount: 0 }, { coveredCount: 0 }])
  expect((await recount(false)).filter(({ rows }) => rows > 0)).toEqual([])
})

test('an answer that the reader may not see is named nowhere on the threads it covers', async () => {
  const editor = await anEditor()
  const secret = await aTopic({ visibility: 'editors' })
  const topicId = await aTopic()
  const thread = await aThread({ topicId, title: 'A wombat question' })
  const { id } = await startAnswer(editor, { topicId: secret, title: 'Wombats, internally', body: 'x' })
  await publishRevision(editor, { answerId: id, basedOn: 0, ...text('Wombats, internally', 'y') })
  await coverThread(editor, { threadId: thread.id, answerId: id })
  await countWords()
  expect((await readThread(visitor, thread.id))?.covering).toBeNull()
  expect((await readThread(editor, thread.id))?.covering?.title).toBe('Wombats, internally')
  const listed = await listThreads(visitor, { scope: { topicId }, sort: 'activity', filter: 'all' })
  expect(JSON.stringify(listed)).not.toContain('internally')
  expect(JSON.stringify(await search(searchEngine(), visitor, { text: 'wombat question' }))).not.toContain('internally')
})
