import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import readline from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually, eventuallyTrue, someTime } from '../../../../test/eventually'
import { aMember, aThread, aTopic, countWords } from '../../../../test/factories'
import { aMeilisearch, hasOwnServer, type TestServer } from '../../../../test/meilisearch'
import { postReply } from '../../../community/threads'
import { visitor } from '../../../identity/viewer/viewer'
import { db, pool } from '../../../platform/db/client'
import { env, setMeilisearch } from '../../../platform/env/env'
import { addGolden } from '../../golden/write-golden'
import { search } from '../../pipeline'
import { withFallback } from '../fallback'
import { postgresEngine } from '../postgres'
import { meilisearchEngine } from './'
import { checkIndex } from './check'
import { writing } from './client'
import { startIndexSync } from './index-sync'
import { readOutbox, sendOutbox } from './outbox'
import { clearAbandoned, rebuildIndex } from './rebuild'
import { reconcile } from './reconcile'
import { readMirror } from './state'

const index = 'faults'
const root = path.resolve(import.meta.dirname, '../../../..')
/** A word of letters alone, so that it is one word. */
const wordFor = (i: number) => `zq${String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26))}kv`
const nothing = { missing: 0, stale: 0, orphaned: 0 }

describe.skipIf(!hasOwnServer)('on a real server', () => {
  let server: TestServer
  let topicId: number
  beforeAll(async () => {
    server = await aMeilisearch()
    setMeilisearch(server.url, index, server.key)
    topicId = await aTopic()
    for (let i = 0; i < 30; i++) await aThread({ topicId, title: `Pebble ${i}`, body: 'Grey and round.' })
    await countWords()
    await rebuildIndex()
  })
  afterAll(() => server?.end())

  test('the server dies among saves and searches: none fails, and every write is found afterwards', async () => {
    const { engine } = withFallback(meilisearchEngine(index), postgresEngine)
    const member = await aMember('Steady Writer')
    const thread = await aThread({ topicId, title: 'A long talk', body: 'x' })
    const syncing = startIndexSync()
    const engines = new Set<string>()
    const running = new Set<Promise<unknown>>()
    const failures: unknown[] = []
    const begin = (work: Promise<unknown>) => {
      const whole = work.catch((error) => failures.push(error)).finally(() => running.delete(whole))
      running.add(whole)
    }
    let saved = 0
    // It serves before it dies.
    await eventually(async () => expect((await search(engine, visitor, { text: 'pebble' })).engine).toBe('meilisearch'))
    engines.add('meilisearch')
    for (let i = 0; i < 140; i++) {
      begin(postReply(member, { threadId: thread.id, body: `Saved ${wordFor(i)} while the server comes and goes.` }).then(() => saved++))
      begin(
        search(engine, visitor, { text: 'pebble' }).then((result) => {
          engines.add(result.engine)
          expect(result.total).toBeGreaterThan(20)
        }),
      )
      if (i === 40) begin(server.kill?.() as Promise<void>)
      if (i === 80) begin(server.start())
      await someTime(50)
      // A slow machine is given no more than it can do.
      while (running.size > 8) await Promise.race(running)
    }
    await Promise.all(running)
    expect([failures, saved]).toEqual([[], 140])
    expect([...engines].sort()).toEqual(['meilisearch', 'postgres'])
    await eventually(async () => expect((await readOutbox()).waiting).toBe(0))
    await syncing.stop()
    await settleGroups()
    await countWords()
    for (const i of [0, 41, 60, 79, 139]) {
      const found = await search(meilisearchEngine(index, true), visitor, { text: wordFor(i), asWritten: true })
      expect(
        found.hits.map(({ id }) => id),
        `reply ${i}`,
      ).toEqual([thread.id])
    }
    expect(await reconcile()).toEqual(nothing)
  })

  test('an app that is killed while it saves loses nothing that it has answered for, and nothing comes twice', async () => {
    const thread = await aThread({ topicId, title: 'Saved by a process that dies', body: 'x' })
    const answered: number[] = []
    for (let round = 0; round < 3; round++) {
      const app = child(['test/keep-saving.ts', String(thread.id)], (line) => answered.push(Number(line)))
      const before = answered.length
      await eventuallyTrue(async () => answered.length > before + 5)
      app.kill('SIGKILL')
      await ended(app)
    }
    const { rows } = await pool().query<{ number: number }>('select number from reply where thread_id = $1 order by number', [thread.id])
    const saved = rows.map(({ number }) => number)
    expect(saved, 'no number is given twice, none is left out').toEqual(saved.map((_, i) => i + 1))
    expect(saved).toEqual(expect.arrayContaining(answered))
    await settleGroups()
    expect(await reconcile()).toEqual(nothing)
    const { results } = await writing()
      .index(index)
      .getDocuments({ filter: `group = t${thread.id}`, fields: ['id'], limit: 1_000 })
    expect(results).toHaveLength(saved.length + 1)
  })

  test('a worker that is killed in the middle of a batch loses nothing and sends nothing twice', async () => {
    const thread = await aThread({ topicId, title: 'For the batch', body: 'x' })
    for (let round = 0; round < 3; round++) {
      await pool().query(
        `insert into search_outbox (group_kind, group_id, place) select 'thread', group_id, place from search_post where group_kind = 'thread'`,
      )
      await Promise.all(Array.from({ length: 20 }, (_, i) => aThread({ topicId, title: `Batch ${round} ${i}`, body: 'x' })))
      const worker = child(['bin/worker.ts'])
      await eventuallyTrue(
        async () => (await writing().tasks.getTasks({ limit: 1, statuses: ['enqueued', 'processing'] })).results.length > 0,
      )
      worker.kill('SIGKILL')
      await ended(worker)
    }
    await settleGroups()
    expect(thread.id).toBeGreaterThan(0)
    expect(await reconcile()).toEqual(nothing)
    const { numberOfDocuments } = await writing().index(index).getStats()
    expect(numberOfDocuments).toBe((await pool().query('select count(*)::int as n from search_post')).rows[0].n)
  })

  test('a rebuild that is killed at any point leaves an index that serves, and the next run is whole', async () => {
    const documents = (await pool().query('select count(*)::int as n from search_post')).rows[0].n
    for (const ms of [0, 60, 150, 300, 500]) {
      const rebuilding = child(['bin/cairn.ts', 'reindex', '--engine', 'meilisearch'])
      // Killed so long after it has begun.
      await eventuallyTrue(
        async () => rebuilding.exitCode !== null || (await writing().getRawIndexes()).results.some(({ uid }) => uid.includes('_build_')),
      )
      await someTime(ms)
      rebuilding.kill('SIGKILL')
      await ended(rebuilding)
      expect(await checkIndex(), `killed after ${ms} ms`).toEqual({ usable: true })
      expect((await search(meilisearchEngine(index, true), visitor, { text: 'pebble' })).total).toBeGreaterThan(20)
      // What the worker does within seconds: without it, everything sent would be kept for ever.
      await eventually(async () => {
        await clearAbandoned()
        expect((await readMirror()).building).toBeNull()
      })
      expect((await writing().getRawIndexes()).results.map(({ uid }) => uid)).toEqual([index])
      expect((await pool().query('select 1 from search_outbox where sent_at is not null')).rowCount).toBe(0)
    }
    expect(await rebuildIndex()).toBe(documents)
    expect((await writing().getRawIndexes()).results.map(({ uid }) => uid)).toEqual([index])
    await settleGroups()
    expect(await reconcile()).toEqual(nothing)
  })

  test('a golden query that fails keeps the old index, unless it has failed before', async () => {
    const { hits } = await search(meilisearchEngine(index, true), visitor, { text: 'pebble 3' })
    await addGolden(db(), { query: 'pebble 3', hit: `/threads/${hits[0]?.id}/any-slug` })
    expect(await rebuildIndex()).toBeGreaterThan(0)
    await addGolden(db(), { query: 'pebble 4', hit: '/threads/999999' })
    await expect(rebuildIndex()).rejects.toThrow('“pebble 4” does not find /threads/999999')
    expect(await checkIndex()).toEqual({ usable: true })
    expect((await writing().getRawIndexes()).results.map(({ uid }) => uid)).toEqual([index])
    await pool().query(`update golden_query set passes = false where query = 'pebble 4'`)
    expect(await rebuildIndex()).toBeGreaterThan(0)
  })
})

function child(args: string[], onLine?: (line: string) => void): ChildProcess {
  const { meiliUrl, meiliKey, meiliIndex, databaseUrl } = env()
  const started = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    stdio: ['ignore', onLine ? 'pipe' : 'ignore', 'ignore'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      MEILI_URL: meiliUrl,
      MEILI_KEY: meiliKey,
      MEILI_INDEX: meiliIndex,
    },
  })
  if (onLine && started.stdout) readline.createInterface({ input: started.stdout }).on('line', onLine)
  return started
}

async function ended(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null || running.signalCode !== null) return
  await new Promise((resolve) => running.once('exit', resolve))
}

/** Sends everything there is, what would wait a while too. */
async function settleGroups(): Promise<void> {
  // The lock of a connection that died with its process goes when the server notices.
  await eventually(async () => {
    await pool().query('update search_outbox set due_at = now() where dead_at is null')
    expect(await sendOutbox()).toBe(0)
  })
}
