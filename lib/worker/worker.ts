import { continueSections, readAnswerDocuments } from '../answers'
import { continueFormatting, formatAgain } from '../content'
import { noticeChanges } from '../curation/evidence'
import { continueGaps, wantGaps } from '../curation/gaps'
import { continueLinks } from '../curation/links'
import { continueRelated, refreshRelated, wantRelated } from '../curation/related'
import { continueSearchGaps, replayGolden, takeOverGoldenFile } from '../curation/search-gaps'
import { keepSaving, wantBackup } from '../exchange/backup'
import { continueImport } from '../exchange/import'
import { finishErasure, finishRedaction } from '../exchange/own-data'
import { continueReanalysis } from '../maintenance'
import { continueFanOut } from '../notices/delivery'
import { continueSavedSearches } from '../notices/searches'
import { pool } from '../platform/db'
import { type JobData, type JobName, jobs, makeBoss, prepareJobs } from '../platform/jobs'
import { log, messageOf } from '../platform/log'
import { sendMail } from '../platform/mail'
import { continueCounting, foldFrequencies, startEmbedder, startIndexSync } from '../search'
import { runHousekeeping } from './housekeeping'
import { keepMailing } from './keep-mailing'
import { queueFault } from './queue-fault'
import { repeat } from './repeat'

/** How many jobs are fetched together. A list that was asked for twice in a batch is made once. */
const batchSize = 50
const pollSeconds = 0.5
const foldEveryMs = 1_000
const notifyEveryMs = 1_000
const checkSearchesEveryMs = 5_000
const relateEveryMs = 2_000
const gapsEveryMs = 2_000
const formatEveryMs = 5_000
const reanalyseEveryMs = 5_000
const importEveryMs = 1_000
const countEveryMs = 5_000
const linksEveryMs = 5_000
const noticeEveryMs = 5_000

/** What the worker is handed, because it is made of more than the worker knows. */
export type WorkerParts = { removeSample: () => Promise<unknown> }

type Handlers = { [N in JobName]: (data: JobData<N>) => Promise<void> }

const handlersOf = ({ removeSample }: WorkerParts): Handlers => ({
  'related.refresh': ({ kind, id, spread }) => refreshRelated(kind, id, spread),
  'person.erase': ({ id }) => finishErasure(id),
  'redaction.finish': () => finishRedaction(),
  'mail.send': ({ id }) => sendMail(id),
  'backup.make': async () => wantBackup(),
  'sample.remove': async () => void (await removeSample()),
  'golden.replay': async () => void (await replayGolden()),
  housekeeping: () => runHousekeeping(),
})

export type Worker = { stop(): Promise<void> }

/** Runs jobs, counts new words and keeps the search index up to date until it is stopped. A job in progress is finished. */
export async function startWorker(parts: WorkerParts): Promise<Worker> {
  const handlers = handlersOf(parts)
  await prepareJobs()
  const boss = makeBoss({ supervise: true })
  const fault = queueFault(boss)
  await boss.start()
  for (const name of Object.keys(jobs) as JobName[]) {
    await boss.work(name, { batchSize, pollingIntervalSeconds: pollSeconds }, async (batch) => {
      fault.over()
      await runBatch(handlers, name, batch)
    })
  }
  await boss.schedule('housekeeping', '17 4 * * *', {})
  await boss.schedule('golden.replay', '47 4 * * *', {})
  await takeOverGoldenFile()
  const folding = repeat(foldEveryMs, 'counting words', foldOnce)
  const notifying = repeat(notifyEveryMs, 'telling those who follow something', continueFanOut)
  const checking = repeat(checkSearchesEveryMs, 'looking for new results of saved searches', continueSavedSearches)
  const mailing = keepMailing()
  const syncing = startIndexSync()
  const embedding = startEmbedder(readAnswerDocuments, () => wantRelated(true))
  const relating = repeat(relateEveryMs, 'working out related lists', relateOnce)
  const findingGaps = repeat(gapsEveryMs, 'finding gaps', continueGaps)
  const formatting = repeat(formatEveryMs, 'formatting what was cut off', () => formatAgain())
  const preparing = repeat(
    formatEveryMs,
    'formatting texts before they are read',
    async () => (await continueSections()) || (await continueFormatting()),
  )
  const reanalysing = repeat(reanalyseEveryMs, 'making the search index again', () => continueReanalysis())
  const counting = repeat(countEveryMs, 'counting searches', async () => (await continueCounting()) || (await continueSearchGaps()))
  const ending = new AbortController()
  const linking = repeat(linksEveryMs, 'checking links', () => continueLinks({ signal: ending.signal }))
  const noticing = repeat(noticeEveryMs, 'looking at what answers cite', () => noticeChanges())
  let isEnding = false
  const importing = repeat(importEveryMs, 'importing', () => continueImport(() => isEnding))
  const saving = keepSaving()
  return {
    async stop() {
      isEnding = true
      ending.abort()
      await linking.stop()
      await importing.stop()
      await saving.stop()
      await noticing.stop()
      await counting.stop()
      await reanalysing.stop()
      await formatting.stop()
      await preparing.stop()
      await findingGaps.stop()
      await relating.stop()
      await embedding.stop()
      await syncing.stop()
      await mailing.stop()
      await checking.stop()
      await notifying.stop()
      await folding.stop()
      await boss.stop({ graceful: true, wait: true, timeout: 10_000 })
    },
  }
}

/** Runs each distinct job of a batch. */
async function runBatch(handlers: Handlers, name: JobName, batch: { data: unknown }[]): Promise<void> {
  const distinct = new Map(batch.map((job) => [JSON.stringify(job.data), job]))
  // A failed job must not hold up those behind it. The batch is tried again as a whole: a job that is done does nothing the second
  // time.
  let failure: unknown
  for (const job of distinct.values()) {
    const handler = handlers[name] as (data: unknown) => Promise<void>
    try {
      await handler(jobs[name].parse(job.data))
    } catch (error) {
      failure ??= error
      log('warn', 'job failed', { job: name, error: messageOf(error) })
    }
  }
  if (failure !== undefined) throw failure
}

/** When all lists are made again, gaps are found again. */
async function relateOnce(): Promise<boolean> {
  const progress = await continueRelated()
  if (progress && !progress.running) await wantGaps()
  return progress?.running ?? false
}

async function foldOnce(): Promise<boolean> {
  const client = await pool().connect()
  try {
    await foldFrequencies(client)
  } finally {
    client.release()
  }
  return false
}
