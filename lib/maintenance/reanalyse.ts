import { wantRelated } from '../curation/related'
import { type Db, errorText, pool, transaction, withLock } from '../platform/db'
import { log } from '../platform/log'
import { analysisVersion, beginAnalysis, finishAnalysis, foldFrequencies, readAnalysis, reanalyseBatch } from '../search'
import { readDocuments } from './read-documents'
import { Turns } from './turns'

const batchPosts = 200
/** Someone who saves waits for nobody here: a batch that meets a save lets go and is tried again. Below what PostgreSQL calls a deadlock. */
const lockTimeoutMs = 300

const turns = new Turns()

/**
 * Takes the next posts apart again, where the index was made by another version of the program or of ICU. Search goes on meanwhile,
 * by old terms and new ones, and so does saving. A kill costs one batch. Returns whether there is more to do.
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

/** Whether someone who saves was in the way: a lock that was not had in time, or a deadlock that was ended in their favour. */
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
  // What posts have in common is told by their words.
  if (changed > 0) await wantRelated(true)
}
