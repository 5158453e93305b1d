import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { anEmbeddingsServer, type EmbeddingsServer } from '../../../../test/embeddings'
import { eventuallyTrue, withStoppedClock } from '../../../../test/eventually'
import { anEditor, aTopic } from '../../../../test/factories'
import { publishRevision, readAnswerDocuments, startAnswer } from '../../../answers'
import { editThread, postReply, startThread } from '../../../community/threads'
import { findSimilar } from '../../../curation/ask/similar'
import { hideThread } from '../../../curation/moderation/hide'
import { readRelated } from '../../../curation/related/read-related'
import { refreshRelated } from '../../../curation/related/refresh-related'
import { readSuggestions } from '../../../curation/related/suggest-coverage'
import { type Viewer, visitor } from '../../../identity/viewer/viewer'
import { reindex } from '../../../maintenance/reindex'
import { db, pool } from '../../../platform/db/client'
import { env, setEmbedder } from '../../../platform/env/env'
import { foldFrequencies, noFacets, search, searchEngine } from '../..'
import { forgetCorpus } from '../../measuring'
import { readCorpus } from '../../posts/vocabulary'
import { resolveFilters } from '../../query/filters'
import { parseQuery } from '../../query/parse'
import { retrieveHybrid } from '../../ranking/hybrid'
import {
  type Embedder,
  embedQuery,
  forgetBackground,
  forgetClusters,
  forgetQueryEmbedder,
  modelSetting,
  openEmbedder,
  readEmbedderState,
  readModels,
  readServingModel,
  registerModel,
} from '..'
import { embedDue } from './batches'
import { embedAll, startEmbedder } from './start-embedder'

let server: EmbeddingsServer
let editor: Viewer & { personId: number }
let topicId: number

/** However slow the machine is. */
const patience = 600_000
const use = (name: string, at = server) => {
  setEmbedder({ kind: 'http', url: at.url, name, key: undefined })
  forget()
}
function forget(): void {
  forgetQueryEmbedder()
  forgetBackground()
  forgetClusters()
  forgetCorpus()
}
const ask = (title: string, body = title) => startThread(editor, { topicId, title, body })
const titles = async (text: string) => {
  await embedQuery(text, '', patience)
  const { answer, hits } = await search(searchEngine(), visitor, { text })
  return [...(answer ? [answer] : []), ...hits].map((hit) => hit.title)
}
const counted = async () => {
  const client = await pool().connect()
  await foldFrequencies(client).finally(() => client.release())
  forget()
}

beforeAll(async () => {
  server = await anEmbeddingsServer()
  editor = (await anEditor()) as typeof editor
  topicId = await aTopic()
  for (const subject of ['Cooking rice', 'Walking to work', 'Sleeping in tents', 'Planting trees', 'Painting walls', 'Counting birds'])
    await ask(subject, `${subject} is done by many people in the morning and in the evening.`)
  await ask('Mending a defective automobile', 'Mine is defective since yesterday.')
  await ask('I misplaced my passphrase', 'It is misplaced.')
  await counted()
})
afterAll(() => server.close())
beforeEach(() => use('first'))
afterEach(() => {
  server.behave('well')
  setEmbedder({ kind: 'none' })
  forget()
})

test('what asks the same in other words is found by search, while asking, and as related, with the reason', async () => {
  setEmbedder({ kind: 'none' })
  expect(await titles('fix broken vehicle')).toEqual([])
  use('first')
  expect(await embedAll(readAnswerDocuments, () => undefined)).toBe('first (64 dimensions)')
  forget()
  expect((await titles('fix broken vehicle'))[0]).toBe('Mending a defective automobile')
  await embedQuery('forgot credential', '', patience)
  expect((await findSimilar(visitor, 'forgot credential')).threads.map(({ title }) => title)).toContain('I misplaced my passphrase')
  const asked = await ask('How to fix a broken car', 'The car is broken.')
  await embedAll(readAnswerDocuments, () => undefined)
  await refreshRelated('thread', asked.id)
  const [first] = await readRelated(visitor, 'thread', asked.id)
  expect(first).toMatchObject({ title: 'Mending a defective automobile', reason: { kind: 'meaning' } })
})

test('what is found by its meaning shows the piece that is nearest', async () => {
  const opening = 'All of this is about the weather of last week. '.repeat(18)
  await ask('A long story', `${opening}\n\nThen the automobile, a vehicle, was faulty and defective, quite defective.`)
  await embedAll(readAnswerDocuments, () => undefined)
  forget()
  await embedQuery('broken car', '', patience)
  const { hits } = await search(searchEngine(), visitor, { text: 'broken car' })
  const passage = hits
    .find(({ title }) => title === 'A long story')
    ?.passages[0]?.text.map(({ text }) => text)
    .join('')
  expect(passage).toContain('… Then the automobile, a vehicle')
})

test('a coverage is proposed with the section that answers the question, by its words or by what it means', async () => {
  const body = '## The vehicle\nRestore the faulty vehicle.\n\n## The credential\nAsk for another credential by mail.'
  const words = { title: 'Lost and defective things', summary: '', body, appliesTo: [], note: 'x', significance: 'major' as const }
  const answer = await startAnswer(editor, { topicId, title: words.title, body })
  await publishRevision(editor, { answerId: answer.id, basedOn: 0, ...words })
  const inWords = await ask('Another credential please', 'Where do I ask for another credential?')
  const inOthers = await ask('Mend a broken automobile', 'Mine is broken.')
  await counted()
  const sectionOf = async (threadId: number) =>
    (await readSuggestions(editor, answer.id, 10, threadId)).find((suggestion) => suggestion.threadId === threadId)?.section
  setEmbedder({ kind: 'none' })
  expect(await sectionOf(inWords.id)).toBe('the-credential')
  expect(await sectionOf(inOthers.id)).toBeNull()
  use('first')
  await embedAll(readAnswerDocuments, () => undefined)
  expect(await sectionOf(inWords.id)).toBe('the-credential')
  expect(await sectionOf(inOthers.id)).toBe('the-vehicle')
})

test('what may not be seen is not found by its meaning either', async () => {
  const secret = await startThread(editor, {
    topicId: await aTopic({ visibility: 'editors' }),
    title: 'Restore a faulty vehicle',
    body: 'x',
  })
  const hidden = await ask('Faulty vehicle, restore it')
  await hideThread(editor, hidden.id, 'test')
  await embedAll(readAnswerDocuments, () => undefined)
  forget()
  const found = await titles('fix broken car')
  expect(found).toContain('Mending a defective automobile')
  expect(found).not.toContain('Restore a faulty vehicle')
  expect(found).not.toContain('Faulty vehicle, restore it')
  expect(secret.id).toBeGreaterThan(0)
})

test('nonsense finds nothing, however near its nearest is', async () => {
  await embedAll(readAnswerDocuments, () => undefined)
  expect(await titles('zzxq wwvk')).toEqual([])
})

test('only what has changed is embedded again', async () => {
  const thread = await ask('Rusty bicycle', 'It stands in the rain.')
  await embedAll(readAnswerDocuments, () => undefined)
  const before = server.texts()
  await editThread(editor, {
    threadId: thread.id,
    title: 'Rusty bicycle',
    body: 'It stands in the snow.',
    tags: ['rust'],
    basedOn: 1,
    note: '',
  })
  await postReply(editor, { threadId: thread.id, body: 'Thanks.' })
  await embedAll(readAnswerDocuments, () => undefined)
  // One text, and the probe of opening the model: the title is as it was, and thanks are not worth it.
  expect(server.texts() - before).toBe(2)
})

test('building search anew keeps what posts mean', async () => {
  await embedAll(readAnswerDocuments, () => undefined)
  const before = server.texts()
  await reindex(() => undefined)
  await counted()
  expect(await titles('fix broken vehicle')).toContain('Mending a defective automobile')
  await embedAll(readAnswerDocuments, () => undefined)
  // The two questions of this test and the probe of opening the model, twice.
  expect(server.texts() - before).toBeLessThanOrEqual(4)
})

test('a worker embeds what changes, and says in one place why it can’t', async () => {
  const keeping = startEmbedder(readAnswerDocuments, async () => undefined)
  try {
    await eventuallyTrue(async () => (await readEmbedderState()).waiting === 0)
    server.behave('status 503')
    const thread = await ask('Vehicle, defective', 'A new one.')
    await eventuallyTrue(async () => (await readEmbedderState()).fault.includes('answered with status 503'))
    const { hits } = await search(searchEngine(), visitor, { text: 'vehicle defective' })
    expect(hits.map(({ title }) => title)).toContain('Vehicle, defective')
    server.behave('well')
    await eventuallyTrue(async () => (await readEmbedderState()).waiting === 0 && (await readEmbedderState()).fault === '')
    const { rows } = await pool().query(
      `select count(*)::int as n from meaning_vector v join search_post p on p.id = v.post_id where p.group_kind = 'thread' and p.group_id = $1`,
      [thread.id],
    )
    expect(rows[0].n).toBe(2)
  } finally {
    await keeping.stop()
  }
})

test('the lists around a thread are asked for together with its vectors: no kill comes between', async () => {
  await embedAll(readAnswerDocuments, () => undefined)
  const thread = await ask('Defective kettle', 'The kettle is defective.')
  await pool().query('delete from pgboss.job')
  const embedder = (await openEmbedder(modelSetting())) as Embedder
  const id = await registerModel(embedder.model, embedder.dimensions, modelSetting())
  await embedDue({ id, embedder, readAnswerDocuments })
  const { rows } = await pool().query(`select data from pgboss.job where name = 'related.refresh'`)
  expect(rows).toEqual([{ data: { kind: 'thread', id: thread.id, spread: true } }])
})

test('a text that the model refuses is put off, and the others go on', async () => {
  await embedAll(readAnswerDocuments, () => undefined)
  server.behave('refusing poison')
  await ask('A poison text', 'poison')
  await ask('A healthy text', 'healthy')
  const keeping = startEmbedder(readAnswerDocuments, async () => undefined)
  try {
    await eventuallyTrue(async () => (await readEmbedderState()).waiting === 1)
    expect((await readEmbedderState()).error).toContain('refused a text (status 400)')
  } finally {
    await keeping.stop()
  }
  server.behave('well')
  await pool().query('update meaning_due set due_at = now()')
  await embedAll(readAnswerDocuments, () => undefined)
  expect(await readEmbedderState()).toMatchObject({ waiting: 0, givenUp: 0 })
})

test('a slow model keeps nobody waiting: words alone answer, and after some nobody tries', async () => {
  await embedAll(readAnswerDocuments, () => undefined)
  forget()
  await embedQuery('warm', '', patience)
  server.behave('holding')
  const before = server.texts()
  await withStoppedClock(async () => {
    // Each is answered although the model answers none.
    for (let i = 0; i < 5; i++) {
      const { hits } = await search(searchEngine(), visitor, { text: `defective automobile ${i}` })
      expect(hits[0]?.title).toBe('Mending a defective automobile')
    }
  })
  expect(server.texts() - before).toBe(3)
})

test('an endpoint that suddenly answers with other dimensions is broken and no new model: its vectors go on serving, and it heals', async () => {
  await embedAll(readAnswerDocuments, () => undefined)
  const before = await readModels()
  const keeping = startEmbedder(readAnswerDocuments, async () => undefined)
  try {
    await eventuallyTrue(async () => (await readEmbedderState()).waiting === 0)
    server.behave('in other dimensions')
    await ask('Vehicle of other dimensions', 'It is defective.')
    await eventuallyTrue(async () => (await readEmbedderState()).fault.includes('instead of 64. If that is meant'))
    expect((await readModels()).map(({ name, readyAt }) => [name, readyAt])).toEqual(before.map(({ name, readyAt }) => [name, readyAt]))
    server.behave('well')
    await eventuallyTrue(async () => (await readEmbedderState()).waiting === 0 && (await readEmbedderState()).fault === '')
  } finally {
    await keeping.stop()
  }
})

test('a model that is left for another and taken again before that one served never stops serving', async () => {
  await embedAll(readAnswerDocuments, () => undefined)
  const [first] = await readModels()
  await registerModel('for a moment', 64, modelSetting())
  await registerModel(first?.name as string, 64, modelSetting())
  expect((await readServingModel())?.name).toBe(first?.name)
  await pool().query(`delete from meaning_model where name = 'for a moment'`)
})

test('what was being written when the first model came is embedded too', async () => {
  await embedAll(readAnswerDocuments, () => undefined)
  const thread = await ask('Written in between', 'Not seen by the walk.')
  await embedAll(readAnswerDocuments, () => undefined)
  const none = async () => {
    const { rows } = await pool().query(
      `select p.id from search_post p where p.group_id = $1 and p.group_kind = 'thread' and not exists (select 1 from meaning_vector v where v.post_id = p.id)`,
      [thread.id],
    )
    return rows.length
  }
  // As the walk leaves it that came by before the post was there: beyond it, without a vector and not due.
  await pool().query(
    `delete from meaning_vector v using search_post p where p.id = v.post_id and p.group_id = $1 and p.group_kind = 'thread'`,
    [thread.id],
  )
  await pool().query(`update meaning_model set stage = 'openings', cursor = 1`)
  expect(await none()).toBe(1)
  await embedAll(readAnswerDocuments, () => undefined)
  expect(await none()).toBe(0)
})

test('nobody who reads waits for a model to be opened', async () => {
  await embedAll(readAnswerDocuments, () => undefined)
  forget()
  server.behave('holding')
  expect(await embedQuery('defective automobile')).toBeNull()
})

test('another model is worked through while the one before serves, and then takes its place', async () => {
  await embedAll(readAnswerDocuments, () => undefined)
  const other = await anEmbeddingsServer(48)
  try {
    use('second', other)
    other.behave('holding all but one')
    const keeping = startEmbedder(readAnswerDocuments, async () => undefined)
    try {
      await eventuallyTrue(async () => (await readModels())[0]?.name === 'second (48 dimensions)')
      forget()
      expect(await titles('fix broken vehicle')).toContain('Mending a defective automobile')
      expect((await readModels()).map(({ name, readyAt }) => [name, readyAt !== null])).toEqual([
        ['second (48 dimensions)', false],
        ['first (64 dimensions)', true],
      ])
      other.behave('well')
      await eventuallyTrue(async () => (await readModels()).length === 1)
    } finally {
      await keeping.stop()
    }
    const { rows } = await pool().query('select distinct length(bits) as bits from meaning_vector')
    expect(rows).toEqual([{ bits: 48 }])
    forget()
    expect(await titles('fix broken vehicle')).toContain('Mending a defective automobile')
  } finally {
    await other.close()
  }
})

test('a worker that is killed in the middle of everything loses nothing and does nothing twice', async () => {
  use('third')
  for (let i = 0; i < 60; i++) await ask(`Question ${i} of many`, `The text of question ${i} says something else.`)
  server.behave('slowly')
  const worker = spawn(process.execPath, ['--import', 'tsx', path.resolve('bin/worker.ts')], {
    stdio: 'ignore',
    env: {
      ...process.env,
      DATABASE_URL: env().databaseUrl,
      CAIRN_EMBEDDER: 'http',
      CAIRN_MODEL: server.url,
      CAIRN_MODEL_NAME: 'third',
    },
  })
  await eventuallyTrue(async () => ((await readModels())[0]?.done ?? 0) > 0)
  worker.kill('SIGKILL')
  server.behave('well')
  await embedAll(readAnswerDocuments, () => undefined)
  const { rows } = await pool().query(
    `select count(*)::int as openings, count(*) filter (where v.n >= 2)::int as whole from search_post p
     left join lateral (select count(*) as n from meaning_vector where post_id = p.id) v on true where p.reply_id is null`,
  )
  expect(rows[0].whole).toBe(rows[0].openings)
})

test('what is near is found in a small topic too, whatever lies nearer elsewhere', async () => {
  // More than are looked at first, each of them nearer than the one in the small topic.
  for (let i = 0; i < 130; i++) await ask(`Fix the broken car, number ${i}`, 'The car is broken: fix the car.')
  const small = await aTopic()
  const { id } = await startThread(editor, { topicId: small, title: 'Mending a defective automobile here', body: 'Mine is defective.' })
  await embedAll(readAnswerDocuments, () => undefined)
  await counted()
  const { slug } = await db().topic.findUniqueOrThrow({ where: { id: small } })
  const { filters } = await resolveFilters(visitor, parseQuery(`topic:${slug}`), noFacets)
  const query = { viewer: visitor, corpus: await readCorpus(), queryTerms: [], excludedTerms: [], filters }
  const nothing = async () => ({ candidates: [], more: false })
  const { near } = await retrieveHybrid(query, nothing, await embedQuery('fix a broken vehicle', '', patience))
  expect(near.candidates.map(({ groupId }) => groupId)).toContain(id)
  expect(near.candidates.every(({ postId }) => near.similarities.has(postId))).toBe(true)
})
