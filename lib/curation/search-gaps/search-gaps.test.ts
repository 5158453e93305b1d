import { beforeAll, beforeEach, expect, test } from 'vitest'
import { anEmbeddingsServer } from '../../../test/embeddings'
import { aMember, anAnswer, anEditor, aReader, aThread, aTopic, countWords } from '../../../test/factories'
import { publishRevision, startAnswer } from '../../answers'
import { editThread } from '../../community/threads'
import { visitor } from '../../identity/viewer/viewer'
import { continueFanOut } from '../../notices/delivery'
import { db, pool } from '../../platform/db/client'
import { setEmbedder } from '../../platform/env/env'
import { continueCounting, search, searchEngine } from '../../search'
import { completeModel, registerModel } from '../../search/measuring'
import type { AnswerGap } from './act-on-gap'
import { answerGap } from './answer-gap'
import { dismissGap, reopenGap } from './decide-gap'
import { continueSearchGaps } from './group-searches'
import { countSearchGaps, readSearchGap, readSearchGaps } from './read-gaps'
import { replayGolden } from './replay-golden'
import { readGoldenPage, removeGolden, saveGolden } from './save-golden'

let sessions = 0
let editor: Awaited<ReturnType<typeof anEditor>>
beforeAll(async () => {
  editor = await anEditor()
})

beforeEach(async () => {
  await pool().query('truncate search_log, search_query, search_gap, golden_query, search_synonym cascade')
  await pool().query(`update search_log_run set counted_at = 'epoch', counted_to = 0`)
})

/** So many people search for it an hour ago, each once. */
async function searched(query: string, { people = 3, hits = 0, opened = false, daysAgo = 0 } = {}): Promise<void> {
  for (let i = 0; i < people; i++)
    await pool().query(
      `insert into search_log (at, query, hits, engine, duration_ms, session, robot, clicked_kind, clicked_id)
       values (now() - interval '1 hour' - make_interval(days => $5), $1, $2, 'postgres', 1, $3, false, case when $4 then 'thread'::subject_kind end, case when $4 then 1 end)`,
      [query, hits, Buffer.from(String(sessions++)), opened, daysAgo],
    )
}

async function workedOut(): Promise<void> {
  while (await continueCounting());
  while (await continueSearchGaps());
}

const open = async () => (await readSearchGaps(editor, { state: 'open' })).gaps
const wordsOf = async () => (await open()).map(({ words }) => words.map(({ text }) => text).sort()).sort()
const answering = (input: Partial<AnswerGap>): AnswerGap => ({
  how: 'text',
  query: '',
  hit: '',
  words: '',
  means: '',
  tag: '',
  tagWord: '',
  thread: '',
  title: '',
  topicId: null,
  ...input,
})

async function aKettle(title = 'The kettle whistles at night') {
  const thread = await aThread({ title, body: 'It wakes everyone.', by: await aMember() })
  for (let i = 0; i < 8; i++) await aThread({ title: `A shelf ${i}`, body: 'It is of wood.' })
  await countWords()
  return thread
}

test('what several people look for in vain is a gap; what they find, and what few look for, is none', async () => {
  await searched('noisy teapot')
  await searched('quiet pump', { hits: 4, opened: true })
  await searched('leaking valve', { hits: 4 })
  await searched('my own secret plan', { people: 2 })
  await workedOut()
  expect(await wordsOf()).toEqual([['leaking valve'], ['noisy teapot']])
  expect(await countSearchGaps(editor)).toEqual({ open: 2, closed: 0, dismissed: 0, rare: 1 })
  const [first] = await open()
  expect(first).toMatchObject({ searches: 3, sessions: 3, state: 'open', golden: null, rarer: 0 })
  await expect(readSearchGaps(await aMember(), { state: 'open' })).rejects.toThrow('You may not')
})

test('searches with the same words are one gap, which keeps its number when others come', async () => {
  await searched('teapot noise')
  await workedOut()
  const [before] = await open()
  await searched('the noises of my teapot')
  await searched('teapot lid')
  await searched('teapot noise', { daysAgo: 0 })
  await workedOut()
  const gaps = await open()
  expect(gaps.map(({ words }) => words.map(({ text }) => text))).toEqual([['teapot noise', 'the noises of my teapot'], ['teapot lid']])
  expect(gaps[0]?.id).toBe(before?.id)
  expect(gaps[0]).toMatchObject({ searches: 9, notFound: 9 })
})

test('with a model, searches that mean the same in other words are one gap', async () => {
  const server = await anEmbeddingsServer()
  try {
    const setting = { kind: 'http' as const, url: server.url, name: 'grouping', key: undefined }
    await searched('vehicle defective')
    await workedOut()
    setEmbedder(setting)
    await completeModel(await registerModel('grouping (64 dimensions)', 64, setting))
    await searched('forgot password')
    await searched('lost passphrase')
    await searched('broken automobile')
    await workedOut()
    expect(await wordsOf(), 'also what was there before the model').toEqual([
      ['broken automobile', 'vehicle defective'],
      ['forgot password', 'lost passphrase'],
    ])
  } finally {
    setEmbedder({ kind: 'none' })
    await server.close()
  }
})

test('below the threshold, nothing of a query is in what editors read', async () => {
  await searched('teapot noise')
  await searched('zzsecret teapot noise', { people: 2 })
  for (let daysAgo = 0; daysAgo < 4; daysAgo++) await searched('zzsecret four days', { people: 1, daysAgo })
  await workedOut()
  await pool().query(
    `update search_query_day set day = day - 95 where query_id in (select id from search_query where text = 'teapot noise')`,
  )
  const all = [
    ...(await Promise.all((['open', 'closed', 'dismissed'] as const).map((state) => readSearchGaps(editor, { state })))),
    await countSearchGaps(editor),
    await readGoldenPage(editor),
    await Promise.all((await db().searchGap.findMany()).map(({ id }) => readSearchGap(editor, id))),
    await db().auditEntry.findMany({ where: { action: { startsWith: 'search_gap' } } }),
  ]
  expect(JSON.stringify(all)).not.toMatch(/zzsecret|teapot/)
})

test('closed by a synonym, a gap stays closed while visitors find its page; an edit opens it again, and editors are told', async () => {
  const thread = await aKettle()
  const reader = await aReader('editor')
  await searched('noisy teapot')
  await workedOut()
  const [gap] = await open()
  const id = gap?.id ?? 0
  const input = answering({
    how: 'synonym',
    query: 'noisy teapot',
    hit: `/threads/${thread.id}/the-kettle`,
    words: 'teapot',
    means: 'kettle',
  })
  await expect(answerGap(await aMember(), id, input)).rejects.toThrow('You may not')
  expect(await answerGap(editor, id, input)).toMatchObject({ closed: true })
  const { hits } = await search(searchEngine(), visitor, { text: 'noisy teapot' })
  expect(hits[0]?.id).toBe(thread.id)
  expect(await readSearchGap(editor, id)).toMatchObject({
    state: 'closed',
    way: 'synonym',
    golden: { passes: true, hit: `/threads/${thread.id}` },
  })
  await replayGolden()
  expect((await readSearchGap(editor, id))?.state).toBe('closed')

  const { revisionNumber } = await db().thread.findUniqueOrThrow({ where: { id: thread.id } })
  await editThread(editor, {
    threadId: thread.id,
    basedOn: revisionNumber,
    title: 'It whistles at night',
    body: 'It wakes everyone.',
    tags: [],
  })
  expect(await replayGolden()).toEqual({ checked: 1, failed: 1 })
  expect(await readSearchGap(editor, id)).toMatchObject({ state: 'open', golden: { passes: false } })
  expect((await readSearchGap(editor, id))?.events.map(({ what }) => what)).toEqual(['reopened', 'closed', 'answered', 'opened'])
  while (await continueFanOut());
  const told = await pool().query(`select n.kind, e.reason from notice n join event e on e.id = n.event_id where n.person_id = $1`, [
    reader.personId,
  ])
  expect(told.rows).toEqual([{ kind: 'golden_failing', reason: `“noisy teapot” no longer finds /threads/${thread.id}.` }])
  await replayGolden()
  while (await continueFanOut());
  expect((await pool().query('select 1 from notice where person_id = $1', [reader.personId])).rowCount, 'once').toBe(1)

  const again = answering({ query: 'noisy teapot whistles', hit: `/threads/${thread.id}` })
  expect(await answerGap(editor, id, again)).toMatchObject({ closed: true })
  const pairs = (await readGoldenPage(editor)).rows.map(({ query }) => query)
  expect(pairs, 'the former pair is replaced').toEqual(['noisy teapot whistles'])
})

test('an alias, a coverage and a new answer close a gap as soon as the page is found', async () => {
  const topicId = await aTopic()
  const thread = await aKettle('A loud teakettle')
  const answer = await startAnswer(editor, { topicId, title: 'Noises of kitchenware', body: '' })
  const text = { title: 'Noises of kitchenware', summary: 'What to do.', body: '## Lids\n\nOil them.', appliesTo: [], note: '' }
  await publishRevision(editor, { answerId: answer.id, basedOn: 0, ...text, significance: 'major' })
  for (const query of ['humming samovar', 'a loud teakettle', 'crackling radio']) await searched(query)
  await workedOut()
  const idOf = async (query: string) => (await open()).find(({ words }) => words.some(({ text }) => text === query))?.id ?? 0
  const hit = `/answers/${answer.slug}`
  const alias = answering({ how: 'alias', query: 'humming samovar', hit })
  expect(await answerGap(editor, await idOf('humming samovar'), alias)).toMatchObject({ closed: true })
  const coverage = answering({ how: 'coverage', query: 'a loud teakettle', hit, thread: `https://x.example/threads/${thread.id}/a` })
  expect(await answerGap(editor, await idOf('a loud teakettle'), coverage)).toMatchObject({ closed: true })
  const radio = await idOf('crackling radio')
  const begun = await answerGap(
    editor,
    radio,
    answering({ how: 'answer', query: 'crackling radio', title: 'Radios that crackle', topicId }),
  )
  expect(begun).toEqual({ closed: false, to: '/answers/radios-that-crackle/edit' })
  const draft = await db().answer.findUniqueOrThrow({ where: { slug: 'radios-that-crackle' } })
  const words = { title: 'Radios that crackle', summary: 'Clean the knob.', body: '## Why\n\nDust.', appliesTo: [], note: '' }
  await publishRevision(editor, { answerId: draft.id, basedOn: 0, ...words, significance: 'major' })
  await pool().query(`update golden_query set checked_at = now() - interval '2 minutes' where passes = false`)
  await workedOut()
  expect(await readSearchGap(editor, radio)).toMatchObject({ state: 'closed', way: 'answer' })
  expect(await countSearchGaps(editor)).toMatchObject({ open: 0, closed: 3 })
})

test('an admin closes a gap by a synonym of a tag, which does not merge tags', async () => {
  const admin = await aReader('admin')
  const thread = await aThread({ title: 'It hums', body: 'All day.', tags: ['dynamo'], by: await aMember() })
  await aThread({ title: 'Another', body: 'Nothing.', tags: ['alternator'] })
  await countWords()
  await searched('generatrix')
  await workedOut()
  const id = (await open())[0]?.id ?? 0
  const input = answering({ how: 'tag', query: 'generatrix', hit: `/threads/${thread.id}`, tag: 'dynamo', tagWord: 'alternator' })
  await expect(answerGap(admin, id, input)).rejects.toThrow('“alternator” is a tag itself')
  expect(await answerGap(admin, id, { ...input, tagWord: 'generatrix' })).toMatchObject({ closed: true })
  expect(await db().tagSynonym.findMany({ where: { tag: { name: 'dynamo' } }, select: { name: true } })).toEqual([{ name: 'generatrix' }])
})

test('what is entered badly is refused with its field, and nothing is done', async () => {
  const secret = await aThread({ topicId: await aTopic({ visibility: 'members' }), title: 'Only for members' })
  const thread = await aKettle()
  await searched('noisy teapot')
  await workedOut()
  const id = (await open())[0]?.id ?? 0
  const page = `/threads/${thread.id}`
  const cases: [Partial<AnswerGap>, string][] = [
    [{ query: 'x', hit: `/threads/${secret.id}` }, 'hit'],
    [{ query: 'x', hit: '/threads/999999' }, 'hit'],
    [{ query: 'x', hit: '/people/me' }, 'hit'],
    [{ query: ' ', hit: page }, 'query'],
    [{ query: 'x', hit: page, how: 'alias' }, 'hit'],
    [{ query: 'x', hit: page, how: 'synonym', words: 'a', means: '?' }, 'means'],
    [{ query: 'x', how: 'answer', title: ' ' }, 'title'],
  ]
  for (const [input, field] of cases) await expect(answerGap(editor, id, answering(input)), field).rejects.toMatchObject({ field })
  await expect(answerGap(editor, id, answering({ query: 'x', hit: page, how: 'tag', tag: 'none', tagWord: 'x' }))).rejects.toThrow(
    'You may not',
  )
  await expect(answerGap(editor, 999_999, answering({ query: 'x', hit: page }))).rejects.toThrow('no such search gap')
  expect((await readGoldenPage(editor)).rows).toEqual([])
})

test('an act that is refused has done nothing: no synonym, alias, coverage or draft is there', async () => {
  const topicId = await aTopic()
  const answer = await anAnswer(editor, { topicId, title: 'Of samovars' })
  const thread = await aKettle()
  for (const query of ['humming samovar', 'crackling radio']) await searched(query)
  await workedOut()
  const idOf = async (query: string) => (await open()).find(({ words }) => words.some(({ text }) => text === query))?.id ?? 0
  const [closed, id] = [await idOf('humming samovar'), await idOf('crackling radio')]
  await answerGap(editor, closed, answering({ how: 'alias', query: 'humming samovar', hit: `/answers/${answer.slug}` }))
  const hit = `/answers/${answer.slug}`
  const cases: Partial<AnswerGap>[] = [
    { how: 'synonym', hit, words: 'radio', means: 'kettle' },
    { how: 'coverage', hit, thread: `/threads/${thread.id}` },
    { how: 'answer', title: 'Radios that crackle anew', topicId },
  ]
  const audits = await db().auditEntry.count()
  for (const input of cases)
    await expect(answerGap(editor, id, answering({ query: 'humming samovar', ...input })), input.how).rejects.toMatchObject({
      code: 'conflict',
      field: 'query',
    })
  expect((await pool().query('select 1 from search_synonym')).rowCount).toBe(0)
  expect(await db().coverage.count({ where: { threadId: thread.id } })).toBe(0)
  expect(await db().answer.count({ where: { topicId } })).toBe(1)
  expect(await db().auditEntry.count()).toBe(audits)
  expect(await readSearchGap(editor, id)).toMatchObject({ state: 'open', golden: null })
})

test('a form that is older than what another editor decided is refused', async () => {
  const thread = await aKettle('A humming samovar')
  for (const query of ['humming samovar', 'crackling radio']) await searched(query)
  await workedOut()
  const idOf = async (query: string) => (await open()).find(({ words }) => words.some(({ text }) => text === query))?.id ?? 0
  const [closed, dismissed] = [await idOf('humming samovar'), await idOf('crackling radio')]
  expect(await answerGap(editor, closed, answering({ query: 'humming samovar', hit: `/threads/${thread.id}` }))).toMatchObject({
    closed: true,
  })
  await dismissGap(editor, dismissed, 'Nobody has one.')
  const again = answering({ how: 'synonym', query: 'x', hit: `/threads/${thread.id}`, words: 'radio', means: 'samovar' })
  for (const id of [closed, dismissed]) await expect(answerGap(editor, id, again)).rejects.toMatchObject({ code: 'conflict' })
  for (const id of [closed, dismissed]) await expect(dismissGap(editor, id, 'No.')).rejects.toMatchObject({ code: 'conflict' })
  await expect(reopenGap(editor, closed)).rejects.toMatchObject({ code: 'conflict' })
  expect(await readSearchGap(editor, closed)).toMatchObject({ state: 'closed', way: 'text', reason: '' })
  expect(await readSearchGap(editor, dismissed)).toMatchObject({ state: 'dismissed', reason: 'Nobody has one.', golden: null })
  expect((await pool().query('select 1 from search_synonym')).rowCount).toBe(0)
})

test('an editor says that searches are no gap, with a reason, and can take it back', async () => {
  await searched('weather tomorrow')
  await workedOut()
  const id = (await open())[0]?.id ?? 0
  await expect(dismissGap(editor, id, ' ')).rejects.toThrow('Give a reason')
  await dismissGap(editor, id, 'It is about something else.')
  await searched('the weather tomorrow')
  await workedOut()
  expect(await open()).toEqual([])
  expect(await readSearchGap(editor, id)).toMatchObject({ state: 'dismissed', reason: 'It is about something else.', searches: 6 })
  await reopenGap(editor, id)
  expect(await wordsOf()).toEqual([['the weather tomorrow', 'weather tomorrow']])
  await expect(reopenGap(editor, id)).rejects.toThrow('open search gap already')
})

test('other words come into a closed gap only if they find its page', async () => {
  const thread = await aKettle()
  await searched('noisy teapot')
  await workedOut()
  const id = (await open())[0]?.id ?? 0
  await answerGap(
    editor,
    id,
    answering({ how: 'synonym', query: 'noisy teapot', hit: `/threads/${thread.id}`, words: 'noisy teapot', means: 'kettle whistles' }),
  )
  await searched('teapot noisy')
  await searched('noisy teapot please')
  await workedOut()
  expect(await wordsOf()).toEqual([['teapot noisy']])
  expect((await readSearchGap(editor, id))?.words.map(({ text }) => text).sort()).toEqual(['noisy teapot', 'noisy teapot please'])
})

test('editors keep golden queries; removing that of a closed gap opens it again', async () => {
  const thread = await aKettle('The samovar sings')
  expect(await saveGolden(editor, null, { query: 'samovar sings', hit: `/threads/${thread.id}` })).toBe(true)
  const [row] = (await readGoldenPage(editor)).rows
  expect(row).toMatchObject({ query: 'samovar sings', passes: true, gapId: null })
  expect(await saveGolden(editor, row?.id ?? 0, { query: 'shelf wood', hit: `/threads/${thread.id}` })).toBe(false)
  await removeGolden(editor, row?.id ?? 0)
  await expect(removeGolden(editor, row?.id ?? 0)).rejects.toThrow('no such golden query')

  await searched('samovar sings nightly')
  await workedOut()
  const id = (await open())[0]?.id ?? 0
  expect(await answerGap(editor, id, answering({ query: 'samovar sings nightly', hit: `/threads/${thread.id}` }))).toMatchObject({
    closed: true,
  })
  const [closing] = (await readGoldenPage(editor)).rows
  expect(closing?.gapId).toBe(id)
  await removeGolden(editor, closing?.id ?? 0)
  expect(await readSearchGap(editor, id)).toMatchObject({ state: 'open', golden: null })
  await expect(saveGolden(await aMember(), null, { query: 'x', hit: '/threads/1' })).rejects.toThrow('You may not')
})
