import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually, someTime, withStoppedClock } from '../../../../test/eventually'
import { aMember, anEditor, aThread, aTopic, countWords } from '../../../../test/factories'
import { aMeilisearch, hasOwnServer, type TestServer, untilDone } from '../../../../test/meilisearch'
import { editThread, postReply } from '../../../community/threads'
import { hideReply, hideThread } from '../../../curation/moderation/hide'
import { visitor } from '../../../identity/viewer/viewer'
import { pool } from '../../../platform/db/client'
import { setMeilisearch } from '../../../platform/env/env'
import { search } from '../../pipeline'
import { withFallback } from '../fallback'
import { postgresEngine } from '../postgres'
import { meilisearchEngine } from './'
import { checkIndex, checkServing, isSupported } from './check'
import { writing } from './client'
import { startIndexSync } from './index-sync'
import { readDeadLetters, readOutbox, reviveDeadLetters, sendOutbox } from './outbox'
import { rebuildIndex } from './rebuild'
import { reconcile } from './reconcile'
import { readMirror } from './state'

// Small enough for a post to be too large for the server.
const payloadMax = 20_000

async function sendOutboxOfOne(): Promise<unknown> {
  await pool().query(`insert into search_outbox (group_kind, group_id, place) values ('thread', 999998, 0)`)
  return sendOutbox()
}

describe.skipIf(!hasOwnServer)('on a real server', () => {
  let server: TestServer
  const engine = meilisearchEngine('kept', true)
  const found = async (text: string) => (await search(engine, visitor, { text, asWritten: true })).hits.map(({ id }) => id)
  const drain = async () => {
    for (let i = 0; i < 50 && (await sendOutbox()); i++);
  }
  const documents = async () => (await writing().index('kept').getStats()).numberOfDocuments

  beforeAll(async () => {
    server = await aMeilisearch(['--http-payload-size-limit', String(payloadMax)])
    setMeilisearch(server.url, 'kept', server.key)
    await rebuildIndex()
  })
  afterAll(() => server?.end())
  beforeEach(() => setMeilisearch(server.url, 'kept', server.key))

  test('a write and its outbox row are one: what is rolled back is never sent', async () => {
    await drain()
    const topicId = await aTopic()
    const client = await pool().connect()
    await client.query('begin')
    await client.query(
      `insert into search_post (group_kind, group_id, place, created_at, version, title_terms, terms, forward)
       values ('thread', 1, 0, now(), 1, '', '', '')`,
    )
    await client.query('rollback')
    client.release()
    expect((await readOutbox()).waiting).toBe(0)
    await aThread({ topicId, title: 'Committed kiwi', body: 'x' })
    expect((await readOutbox()).waiting).toBeGreaterThan(0)
    await drain()
    await countWords()
    expect(await found('kiwi')).toHaveLength(1)
    expect((await readOutbox()).waiting).toBe(0)
  })

  test('edits, tags, moves, hiding and counts reach the index', async () => {
    const editor = await anEditor()
    const topicId = await aTopic()
    const thread = await aThread({ topicId, title: 'Fig and date', body: 'A date.', tags: ['fruit'] })
    const reply = await postReply(await aMember('Figaro'), { threadId: thread.id, body: 'A plum too.' })
    await drain()
    await countWords()
    expect(await found('plum tag:fruit')).toEqual([thread.id])
    await hideReply(editor, reply.id)
    await drain()
    expect(await found('plum')).toEqual([])
    const before = await documents()
    await hideThread(editor, thread.id)
    // Gone at once, before the engine has heard of it.
    expect(await found('fig')).toEqual([])
    await drain()
    expect(await documents()).toBe(before - 1)
  })

  test('many writes of one post are one document, counts wait for a while', async () => {
    const thread = await aThread({ topicId: await aTopic(), title: 'Often seen', body: 'x' })
    await drain()
    for (let i = 0; i < 20; i++) await pool().query('update thread set view_count = view_count + 1 where id = $1', [thread.id])
    const { rows } = await pool().query('select due_at > now() as later from search_outbox where group_id = $1 and sent_at is null', [
      thread.id,
    ])
    expect(rows).toEqual([{ later: true }])
  })

  test('a document that the engine refuses is given up and seen, the others go on, and it can be tried again', async () => {
    const topicId = await aTopic()
    const large = await aThread({
      topicId,
      title: 'Too large',
      body: Array.from({ length: 6_000 }, (_, i) => `w${i.toString(36)}x`).join(' '),
    })
    const small = await aThread({ topicId, title: 'Small lychee', body: 'x' })
    await drain()
    await countWords()
    expect(await found('lychee')).toEqual([small.id])
    for (let i = 0; i < 12; i++) {
      await pool().query('update search_outbox set due_at = now() where dead_at is null')
      await drain()
    }
    const [letter] = await readDeadLetters(10)
    expect(letter).toMatchObject({ kind: 'thread', groupId: large.id, place: 0, attempts: 8 })
    expect(letter?.error).toMatch(/payload/i)
    expect(await reviveDeadLetters(letter?.id as string)).toBe(1)
    expect(await readOutbox()).toMatchObject({ dead: 0, waiting: 1 })
    await hideThread(await anEditor(), large.id)
    await drain()
    expect(await readOutbox()).toMatchObject({ dead: 0, waiting: 0 })
  })

  test('what was given up comes no second time with each comparison, and is forgotten once it goes in', async () => {
    const topicId = await aTopic()
    const words = Array.from({ length: 6_000 }, (_, i) => `v${i.toString(36)}x`).join(' ')
    const thread = await aThread({ topicId, title: 'Too large a mangosteen', body: words })
    const giveUp = async () => {
      for (let i = 0; i < 12; i++) {
        await pool().query('update search_outbox set due_at = now() where dead_at is null')
        await drain()
      }
    }
    await giveUp()
    for (let i = 0; i < 2; i++) {
      await reconcile()
      await giveUp()
    }
    expect((await readDeadLetters(10)).filter(({ groupId }) => groupId === thread.id)).toHaveLength(1)
    await editThread(await anEditor(), { threadId: thread.id, basedOn: 1, title: 'A mangosteen', body: 'Short now.', tags: [] })
    await drain()
    expect((await readDeadLetters(10)).filter(({ groupId }) => groupId === thread.id)).toEqual([])
    expect(await reconcile()).toEqual({ missing: 0, stale: 0, orphaned: 0 })
  })

  test('a change that is committed while its row is being sent is sent again', async () => {
    const thread = await aThread({ topicId: await aTopic(), title: 'Counted cherimoya', body: 'x' })
    await drain()
    await pool().query('update thread set view_count = 1 where id = $1', [thread.id])
    await pool().query('update search_outbox set due_at = now()')
    const writer = await pool().connect()
    await writer.query('begin')
    await writer.query('update thread set view_count = 2 where id = $1', [thread.id])
    // It is read, sent and settled while the writer has not committed yet.
    await sendOutbox()
    await writer.query('commit')
    writer.release()
    await drain()
    const document = await writing().index('kept').getDocument(`t${thread.id}-0`)
    expect(document.views).toBe(2)
    expect((await readOutbox()).waiting).toBe(0)
  })

  test('an index that takes hardly any post is not taken', async () => {
    for (let i = 0; i < 30; i++)
      await aThread({
        topicId: await aTopic(),
        title: `Heavy ${i}`,
        body: Array.from({ length: 4_000 }, (_, n) => `h${(n * 7 + i).toString(36)}x`).join(' '),
      })
    await expect(rebuildIndex()).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/takes only/) })
    expect(await readMirror()).toMatchObject({ building: null })
    expect(await checkServing()).toEqual({ usable: true })
    await pool().query(`update thread set hidden_at = now() where title like 'Heavy %'`)
    await pool().query(
      `delete from search_post p using thread t where t.id = p.group_id and p.group_kind = 'thread' and t.title like 'Heavy %'`,
    )
    await drain()
  })

  test('an index that was not kept for a while does not serve until it is built anew', async () => {
    expect(await checkServing()).toEqual({ usable: true })
    setMeilisearch(undefined)
    await startIndexSync().stop()
    setMeilisearch(server.url, 'kept', server.key)
    expect(await checkServing()).toMatchObject({ usable: false, rebuild: true })
    await rebuildIndex()
    expect(await checkServing()).toEqual({ usable: true })
  })

  test('what is written while the worker builds the index goes to the one that serves', async () => {
    const syncing = startIndexSync()
    try {
      await pool().query('update search_mirror set wanted = true')
      await eventually(async () => expect((await readMirror()).building).not.toBeNull())
      const thread = await aThread({ topicId: await aTopic(), title: 'Meanwhile a durian', body: 'x' })
      await eventually(async () => expect((await readOutbox()).waiting).toBe(0))
      await countWords()
      expect(await found('durian')).toEqual([thread.id])
      await eventually(async () => expect((await readMirror()).building).toBeNull())
      expect(await found('durian')).toEqual([thread.id])
    } finally {
      await syncing.stop()
    }
  })

  test('what drifts is found by id and version and repaired through the outbox', async () => {
    const topicId = await aTopic()
    const [lost, gone, stale] = [
      await aThread({ topicId, title: 'Lost loquat', body: 'x' }),
      await aThread({ topicId, title: 'Lost lychee', body: 'x' }),
      await aThread({ topicId, title: 'Stale sloe', body: 'x' }),
    ]
    await drain()
    await countWords()
    const index = writing().index('kept')
    for (const { id } of [lost, gone]) await index.deleteDocument(`t${id}-0`).waitTask(untilDone)
    await index.updateDocuments([{ id: `t${stale.id}-0`, version: 'old', title: 'nothing' }]).waitTask(untilDone)
    await index
      .addDocuments([{ id: 't999999-0', groupId: 999999, kind: 'thread', group: 't999999', version: 'x', title: 'ghost' }])
      .waitTask(untilDone)
    expect(await reconcile()).toEqual({ missing: 2, stale: 1, orphaned: 1 })
    await drain()
    expect(await found('loquat')).toEqual([lost.id])
    expect(await found('sloe')).toEqual([stale.id])
    expect(await reconcile()).toEqual({ missing: 0, stale: 0, orphaned: 0 })
  })

  test('what is written while the index is built is in the new one', async () => {
    const topicId = await aTopic()
    await aThread({ topicId, title: 'Before the mango', body: 'x' })
    let written: { id: number } | undefined
    const building = rebuildIndex((done) => {
      if (done > 0) void aThread({ topicId, title: 'During the guava', body: 'x' }).then((thread) => (written ??= thread))
    })
    // The worker goes on with the old index meanwhile.
    const sending = drain()
    await Promise.all([building, sending])
    await eventually(() => expect(written).toBeDefined())
    await drain()
    await countWords()
    expect(await found('guava')).toContain(written?.id)
    expect(await found('mango')).toHaveLength(1)
    expect(await reconcile()).toEqual({ missing: 0, stale: 0, orphaned: 0 })
    expect(await readMirror()).toMatchObject({ building: null, mirrored: true })
    const { results } = await writing().getRawIndexes()
    expect(results.map(({ uid }) => uid)).toEqual(['kept'])
  })

  test('a rebuild that was killed is cleared away by the next', async () => {
    await writing().createIndex('kept_build_dead', { primaryKey: 'id' }).waitTask(untilDone)
    await pool().query(`update search_mirror set building = 'kept_build_dead'`)
    await rebuildIndex()
    expect((await writing().getRawIndexes()).results.map(({ uid }) => uid)).toEqual(['kept'])
    expect((await readMirror()).building).toBeNull()
  })

  test('the fallback answers in the same request when the server dies, and hands back when it is there again', async () => {
    const thread = await aThread({ topicId: await aTopic(), title: 'Reduced rambutan', body: 'x' })
    await drain()
    await countWords()
    let tried = 0
    const counted = { ...engine, find: (query: Parameters<typeof engine.find>[0]) => engine.find(query).finally(() => tried++) }
    const { engine: both, health, probe } = withFallback(counted, postgresEngine)
    const ask = () => search(both, visitor, { text: 'rambutan' })
    expect(await ask()).toMatchObject({ reduced: false, engine: 'meilisearch', hits: [{ id: thread.id }] })
    await server.kill?.()
    await withStoppedClock(async () => {
      for (let i = 0; i < 20; i++) expect(await ask()).toMatchObject({ reduced: true, engine: 'postgres', hits: [{ id: thread.id }] })
    })
    expect(tried, 'the breaker spares the others').toBeLessThanOrEqual(1 + 3)
    expect(health()).toMatchObject({ reduced: true, engine: 'postgres' })
    expect(health().fault).toMatch(/can’t be reached/)
    const written = await aThread({ topicId: await aTopic(), title: 'Written meanwhile: salak', body: 'x' })
    await expect(sendOutbox()).rejects.toThrow(/can’t be reached/)
    await expect(reconcile()).rejects.toThrow(/can’t be reached/)
    await expect(rebuildIndex()).rejects.toThrow(/can’t be reached/)
    await server.start()
    await eventually(async () => expect(await probe()).toMatchObject({ reduced: false }))
    expect(await ask()).toMatchObject({ reduced: false })
    await drain()
    await countWords()
    expect(await found('salak')).toEqual([written.id])
  })

  test('a server that always answers late slows a few searches, and then nobody waits for it', async () => {
    let tried = 0
    // Another engine finds for it, so that it answers in the end however busy the machine is.
    const find: typeof engine.find = async (query) => {
      tried++
      await someTime(600)
      return postgresEngine.find(query)
    }
    const late = { ...engine, find }
    const { engine: both, health } = withFallback(late, postgresEngine)
    const ask = () => search(both, visitor, { text: 'rambutan', withFacets: false })
    await withStoppedClock(async () => {
      for (let i = 0; i < 3; i++) expect(await ask()).toMatchObject({ engine: 'meilisearch', reduced: false })
      for (let i = 0; i < 5; i++) expect(await ask()).toMatchObject({ engine: 'postgres', reduced: true })
    })
    expect(tried, 'five did not wait for it').toBe(3)
    expect(health()).toMatchObject({ reduced: true, fault: 'Meilisearch answers too slowly.' })
  })

  test('a wrong key, another version of the server and an index of another version are one sentence each', async () => {
    setMeilisearch(server.url, 'kept', 'another key than the server has')
    expect(await checkIndex()).toEqual({
      usable: false,
      rebuild: false,
      fault: `Meilisearch at ${server.url} refuses the key: check MEILI_KEY.`,
    })
    await expect(sendOutboxOfOne()).rejects.toThrow('refuses the key')
    setMeilisearch(server.url, 'nowhere', server.key)
    expect(await checkIndex()).toEqual({ usable: false, rebuild: true, fault: 'There is no index “nowhere” yet.' })
    expect(await checkIndex('kept', { major: 2, minor: 0 })).toMatchObject({
      usable: false,
      rebuild: false,
      fault: expect.stringMatching(/not supported/),
    })
    expect([isSupported('1.50.0'), isSupported('1.9.0'), isSupported('2.0.0')]).toEqual([true, false, false])
    await writing()
      .index('kept')
      .updateSettings({ stopWords: ['the'] })
      .waitTask(untilDone)
    expect(await checkIndex('kept')).toMatchObject({
      usable: false,
      rebuild: true,
      fault: expect.stringMatching(/another version of Cairn: stopWords/),
    })
    setMeilisearch(server.url, 'kept')
    await rebuildIndex()
    expect(await checkIndex('kept')).toEqual({ usable: true })
  })
})
