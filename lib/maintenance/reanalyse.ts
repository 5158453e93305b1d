import { wantRelated } from '../curation/related'
import { type Db, errorText, pool, transaction, withLock } from '../platform/db'
import { log } from '../platform/log'
import { analysisVersion, beginAnalysis, finishAnalysis, foldFrequencies, readAnalysis, reanalyseBatch } from '../search'
import { readDocuments } from './read-documents'
import { Turns } from './turns'

const batchPosts = 200
/**
 * Nobody who saves waits for this: a batch that meets a save lets go and is tried again. Shorter than PostgreSQL waits before it looks for
 * a deadlock.
 */
const lockTimeoutMs = 300

const turns = new Turns()

/**
 * Makes the terms of the next posts again if another version of the program or of ICU made the index. Meanwhile search finds by old terms
 * and new ones, and people can save. A killed process loses one batch. Returns whether there is more to do.
 */
export async function continueReanalysis(version = analysisVersion(), batchMax = batchPosts, process = turns): Promise<boolean> {
  const more = await withLock('reanalysing', false, async () => {
    const state = await readAnalysis()
    const next = process.next(version, state)
    if (next === 'rest') return false
    if (next === 'begin') {
      await beginAnalysis(version)
      log('info', 'search index is made from the posts again', { because: state.version || 'its version is not known', now: version })
    }
    if (await transaction((tx) => takeBatch(tx, batchMax)).catch(whereBusy)) return true
    await finish()
    return false
  })
  return more ?? false
}

/** Whether a save was in the way: a lock was not had in time, or a deadlock was ended in the save's favour. */
export function whereBusy(error: unknown): boolean {
  if (/\b(55P03|40P01|P2034)\b|lock timeout|deadlock detected|TransactionWriteConflict/.test(errorText(error))) return true
  throw error
}

async function takeBatch(tx: Db, batchMax: number): Promise<boolean> {
  await tx.$executeRawUnsafe(`set local lock_timeout = '${lockTimeoutMs}ms'`)
  return reanalyseBatch(tx, batchMax, readDocuments)
}

async function finish(): Promise<void> {
  const client = await pool().connect()
  try {
    await foldFrequencies(client)
  } finally {
    client.release()
  }
  await finishAnalysis()
  const { changed, total } = await readAnalysis()
  log('info', 'search index is made from the posts again: done', { posts: total, changed })
  // Words say what posts have in common.
  if (changed > 0) await wantRelated(true)
}
