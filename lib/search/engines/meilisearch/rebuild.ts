import { z } from 'zod'
import { pool, queryRow, withLock } from '../../../platform/db'
import { DomainError } from '../../../platform/errors'
import { log, messageOf } from '../../../platform/log'
import { checkGolden } from '../../golden/check'
import { readGolden } from '../../golden/stored'
import { meilisearchEngine } from './'
import { checkIndex } from './check'
import { dropIndex, indexName, orUnavailable, writing } from './client'
import { allIndexDocuments } from './documents'
import { forgetKept, giveUp, holdOutbox, readUnheld, sendRows } from './outbox'
import { type Refusal, sendDocuments } from './send'
import { indexSettings } from './settings'
import { readMirror, writeMirror } from './state'

const Count = z.object({ n: z.int() })

const batchDocuments = 2_000
/** Batches the engine works on while the next are made. */
const ahead = 3
const taskTimeoutMs = 60 * 60_000
/** More refused than this is no matter of single posts: such an index is not taken. */
const refusedMax = 20
const refusedShareMax = 0.01

/**
 * Builds the index again beside the one that serves, checks it, and swaps the two. Searches are answered by the old one
 * until then; what is written meanwhile reaches both. Killed at any point it leaves the old index or the new one, whole,
 * and the next run clears away what is left. Returns how many documents it holds, or null if another process is at it.
 * @throws DomainError `conflict` naming a golden query that fails or a count that differs, `unavailable` where the server is away; the
 * old index serves on.
 */
export function rebuildIndex(progress: (done: number, total: number) => void = () => undefined): Promise<number | null> {
  return orUnavailable(() => withLock('rebuilding', false, () => build(progress)))
}

async function build(progress: (done: number, total: number) => void): Promise<number> {
  await dropLeftovers()
  const isFirst = !(await readMirror()).mirrored
  const fresh = `${indexName()}_build_${Date.now().toString(36)}`
  // From here on the worker keeps what it sends. Under its lock, so that no batch is between reading and deleting.
  await withLock('sending', true, async () => {
    await writeMirror({ mirrored: true, building: fresh, built: 0, wanted: false })
    await holdOutbox(fresh)
  })
  try {
    if (isFirst) await awaitWriters()
    await makeIndex(fresh)
    const { sent, refusals } = await fill(fresh, progress)
    if (refusals.length > Math.max(refusedMax, sent * refusedShareMax))
      throw new DomainError('conflict', `The new index takes only ${sent} of ${sent + refusals.length} posts: ${refusals[0]?.error}`)
    await verify(fresh, sent)
    await withLock('sending', true, async () => {
      await catchUp(fresh)
      await swap(fresh)
      await forgetKept(fresh)
      await giveUp(refusals)
      // Last: what a process that dies here has left is cleared away while this names an index.
      await writeMirror({ building: null, rebuilt_at: new Date(), reconciled_at: new Date(), fault: '' })
    })
    // The index serves by now: an old one that is not gone is cleared away by the next run.
    await dropIndex(fresh).catch((error) => log('warn', 'the former search index is not removed', { error: messageOf(error) }))
    return sent
  } catch (error) {
    await endBuilding()
    await dropIndex(fresh).catch(() => undefined)
    throw error
  }
}

/** Waits until every transaction that began to write before the outbox was in use has ended: what they write would be in neither. */
async function awaitWriters(): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query(`set local lock_timeout = '25s'`)
    await client.query('lock table search_post in share mode')
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** Ends a rebuild whose process died: the worker need not keep what it sends any longer. Nothing happens while one runs. */
export async function clearAbandoned(): Promise<void> {
  if ((await readMirror()).building === null) return
  await withLock('rebuilding', false, async () => {
    await dropLeftovers()
    await endBuilding()
  })
}

// Under the worker's lock, or a batch that is on its way would be kept for an index that will never be.
async function endBuilding(): Promise<void> {
  await withLock('sending', true, async () => {
    await writeMirror({ building: null })
    await forgetKept(null)
  })
}

/** Makes an empty index with our settings, whole before anything is in it. */
async function makeIndex(uid: string): Promise<void> {
  await succeeded(writing().createIndex(uid, { primaryKey: 'id' }).waitTask({ timeout: taskTimeoutMs }))
  await succeeded(writing().index(uid).updateSettings(indexSettings).waitTask({ timeout: taskTimeoutMs }))
  const check = await checkIndex(uid)
  if (!check.usable) throw new DomainError('unavailable', check.fault)
}

async function fill(uid: string, progress: (done: number, total: number) => void): Promise<{ sent: number; refusals: Refusal[] }> {
  const { n: total } = await queryRow(pool(), Count, 'select count(*)::int as n from search_post')
  await writeMirror({ to_build: total })
  let sent = 0
  const refusals: Refusal[] = []
  const running: Promise<void>[] = []
  for await (const documents of allIndexDocuments(batchDocuments)) {
    if (running.length >= ahead) await running.shift()
    const work = sendDocuments(uid, documents, []).then(async (refused) => {
      refusals.push(...refused)
      sent += documents.length - refused.length
      progress(sent, Math.max(sent, total))
      await writeMirror({ built: sent })
    })
    // A later caller is told; meanwhile the failure is nobody's.
    work.catch(() => undefined)
    running.push(work)
  }
  await Promise.all(running)
  progress(sent, Math.max(sent, total))
  return { sent, refusals }
}

async function verify(uid: string, sent: number): Promise<void> {
  const { numberOfDocuments } = await writing().index(uid).getStats()
  if (numberOfDocuments !== sent) throw new DomainError('conflict', `The new index holds ${numberOfDocuments} of ${sent} posts.`)
  // What was not found before says nothing about the new index: a text was edited, or an answer is not written yet.
  const golden = (await readGolden()).filter(({ passes }) => passes !== false)
  const failed = await checkGolden(meilisearchEngine(uid, true), golden)
  if (failed.length > 0)
    throw new DomainError(
      'conflict',
      `The new index is not taken: ${failed.map(({ query, hit }) => `“${query}” does not find ${hit}`).join(', ')}.`,
    )
}

/** Under the sending lock: what was written since the filling began. */
async function catchUp(uid: string): Promise<void> {
  for (let after = '0'; ; ) {
    const rows = await readUnheld(uid, after, batchDocuments)
    if (rows.length === 0) return
    await sendRows(uid, rows)
    after = rows.at(-1)?.id ?? after
  }
}

async function swap(fresh: string): Promise<void> {
  const serving = indexName()
  // Swapping needs two: the first time there is none to swap with.
  const exists = await writing()
    .getRawIndex(serving)
    .then(() => true)
    .catch(() => false)
  if (!exists) await succeeded(writing().createIndex(serving, { primaryKey: 'id' }).waitTask({ timeout: taskTimeoutMs }))
  await succeeded(
    writing()
      .swapIndexes([{ indexes: [serving, fresh], rename: false }])
      .waitTask({ timeout: taskTimeoutMs }),
  )
}

/** What a rebuild that was killed has left: half an index, or the old one after the swap. */
async function dropLeftovers(): Promise<void> {
  const { results } = await writing().getRawIndexes({ limit: 1_000 })
  for (const { uid } of results) {
    if (uid.startsWith(`${indexName()}_build_`)) await dropIndex(uid)
  }
}

async function succeeded(task: Promise<{ status: string; error: { message: string } | null }>): Promise<void> {
  const { status, error } = await task
  if (status !== 'succeeded') throw new DomainError('unavailable', `Meilisearch: ${error?.message ?? status}`)
}
