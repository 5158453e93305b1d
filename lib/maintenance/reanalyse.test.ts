import { expect, test } from 'vitest'
import { aMember, anEditor, aThread, countWords } from '../../test/factories'
import { publishRevision, startAnswer } from '../answers'
import { editThread, openingDocument, postReply, replyDocument } from '../community/threads'
import { hideReply } from '../curation/moderation/hide'
import { visitor } from '../identity/viewer/viewer'
import { db, pool } from '../platform/db/client'
import { analyseDocument, readAnalysis, type SearchDocument, search, searchEngine, writeDocuments } from '../search'
import { continueReanalysis, whereBusy } from './reanalyse'
import { reindex } from './reindex'
import { Turns } from './turns'

const frequencies = async () => {
  await countWords()
  const rows = async (sql: string) => (await pool().query(sql)).rows
  return {
    corpus: await rows('select posts, weighted_tokens from search_corpus'),
    terms: await rows('select term, posts from search_term order by term'),
    words: await rows('select word, term from search_word order by word'),
    posts: await rows('select group_kind, group_id, place, terms::text, title_terms::text from search_post order by 1, 2, 3'),
  }
}

/** Leaves a post in search as another version would have: with these words in place of its own, and counted so. */
async function leftByAnother(now: SearchDocument, words: string): Promise<void> {
  const [before, after] = [analyseDocument(now), analyseDocument({ ...now, body: words })]
  await writeDocuments(pool(), [after], [before])
}

async function aForum() {
  const by = await aMember()
  const threads: { id: number }[] = []
  for (let i = 0; i < 6; i++)
    threads.push(await aThread({ by, title: `Matter ${i} of Node.js`, body: `Un problème de l’été numéro ${i}.` }))
  const [first] = threads as [{ id: number }, ...{ id: number }[]]
  const reply = await postReply(by, { threadId: first.id, body: 'The Straße is closed.' })
  const editor = await anEditor()
  const answer = await startAnswer(editor, {
    topicId: (await db().topic.findFirstOrThrow()).id,
    title: 'Summer',
    body: '## Heat\n\nWater helps.',
  })
  await publishRevision(editor, {
    answerId: answer.id,
    basedOn: 0,
    title: 'Summer',
    summary: 'What to do.',
    body: '## Heat\n\nWater helps.\n\n## Cold\n\nIn l’hiver not.',
    appliesTo: [],
    note: '',
    significance: 'major',
  })
  await countWords()
  for (const thread of await db().thread.findMany()) await leftByAnother(openingDocument({ ...thread, tags: [] }), 'un probleme de gone')
  await leftByAnother(replyDocument(await db().reply.findUniqueOrThrow({ where: { id: reply.id } })), 'the strase is closed')
  await countWords()
  return { by, threads, reply }
}

test('an index of another version is made again, batch by batch, while people search and write; it comes out as if made at once', async () => {
  const { by, threads, reply } = await aForum()
  const turns = new Turns()
  const found = async (text: string) => (await search(searchEngine(), visitor, { text, asWritten: true })).total
  expect(await found('été'), 'made by another version').toBe(0)
  expect(await found('gone')).toBe(6)

  expect(await continueReanalysis('a version', 3, turns)).toBe(true)
  expect(await readAnalysis()).toMatchObject({ version: 'a version', running: true, done: 3, changed: 3 })
  expect((await found('été')) + (await found('lete')), 'each by its terms of now').toBeGreaterThanOrEqual(6)

  // One that is done and one that waits are edited, one that waits goes, one comes.
  const [done, waits] = [threads[0], threads[4]] as [{ id: number }, { id: number }]
  for (const { id } of [done, waits]) {
    const thread = await db().thread.findUniqueOrThrow({ where: { id } })
    await editThread(by, {
      threadId: id,
      basedOn: thread.revisionNumber,
      title: thread.title,
      body: 'Edited meanwhile: l’automne.',
      tags: [],
    })
  }
  await hideReply(await anEditor(), reply.id)
  await aThread({ by, title: 'Came meanwhile', body: 'L’été indien.' })

  let batches = 1
  while (await continueReanalysis('a version', 3, turns)) batches++
  expect(batches).toBeGreaterThan(2)
  expect(await readAnalysis()).toMatchObject({ running: false, finishedAt: expect.any(Date) })
  expect(await found('été')).toBe(5)
  expect(await found('gone')).toBe(0)

  const inBatches = await frequencies()
  await reindex(() => {})
  expect(inBatches).toEqual(await frequencies())
  expect(await continueReanalysis('a version', 3, turns), 'once').toBe(false)
})

test('what is the same in both versions is not written again', async () => {
  await aThread({ title: 'Plain words', body: 'As before.' })
  const ids = async () => (await pool().query('select id, xmin::text from search_post order by id')).rows
  const before = await ids()
  const turns = new Turns()
  while (await continueReanalysis('the next version', 200, turns));
  expect(await ids()).toEqual(before)
  expect(await readAnalysis()).toMatchObject({ version: 'the next version', changed: 0 })
})

/** A worker of a version, with a clock of its own that can be put forward. */
function aWorker(version: string) {
  let time = 0
  const turns = new Turns(() => time)
  return {
    async work(batches = Number.POSITIVE_INFINITY) {
      for (let i = 0; i < batches && (await continueReanalysis(version, 3, turns)); i++);
    },
    async later(minutes: number) {
      await this.work(1)
      time += minutes * 60_000
      await this.work()
    },
  }
}

const state = async () => {
  const { version, running } = await readAnalysis()
  return `${version} ${running ? 'runs' : 'is done'}`
}

test('a worker on its way out does not take the index back from the version that follows', async () => {
  for (let i = 0; i < 7; i++) await aThread({ title: `Rolling ${i}` })
  const [old, next] = [aWorker('v1'), aWorker('v2')]
  await old.work()
  const drained = aWorker('v1')
  await drained.work()
  expect(await state()).toBe('v1 is done')
  await next.work(1)
  expect(await state()).toBe('v2 runs')
  // One that made the index, and one that only ever found it made.
  await old.work()
  await drained.work()
  expect(await state()).toBe('v2 runs')
  await next.work()
  await drained.work()
  expect(await state()).toBe('v2 is done')
})

test('where an old worker has begun again after all and is gone, half-way or not, the new one makes the index again', async () => {
  for (let i = 0; i < 7; i++) await aThread({ title: `Killed ${i}` })
  const next = aWorker('v2')
  await next.work()
  // Started again by mistake, and killed.
  await aWorker('v1').work(1)
  expect(await state()).toBe('v1 runs')
  await next.later(1)
  expect(await state(), 'it may be at it still').toBe('v1 runs')
  await next.later(5)
  expect(await state()).toBe('v2 is done')
  await aWorker('v1').work()
  await next.later(10)
  expect(await state()).toBe('v1 is done')
  await next.later(300)
  expect(await state()).toBe('v2 is done')
})

test('a batch that meets someone who saves is tried again, whatever number the error carries', () => {
  const failed = (meta: Record<string, unknown>, message = 'Raw query failed.') =>
    Object.assign(new Error(message), { code: 'P2010', meta })
  expect(whereBusy(failed({ code: '55P03', value: 12n }))).toBe(true)
  expect(whereBusy(failed({ code: '40P01', value: 12n }))).toBe(true)
  expect(whereBusy(Object.assign(new Error('deadlock detected'), { code: '40P01' }))).toBe(true)
  expect(() => whereBusy(failed({ code: '23505', value: 12n }, 'another failure'))).toThrow('another failure')
})
