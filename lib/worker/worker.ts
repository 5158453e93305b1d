import { refreshRelated } from '../curation/related'
import { replayGolden, takeOverGoldenFile } from '../curation/search-gaps'
import { wantBackup } from '../exchange/backup'
import { finishErasure, finishRedaction } from '../exchange/own-data'
import { type JobData, type JobName, jobs, makeBoss, prepareJobs } from '../platform/jobs'
import { log, messageOf } from '../platform/log'
import { sendMail } from '../platform/mail'
import { runHousekeeping } from './housekeeping'
import { startLoops } from './loops'
import { queueFault } from './queue-fault'

/** How many jobs are fetched together. A list that was asked for twice in a batch is made once. */
const batchSize = 50
const pollSeconds = 0.5

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
  const loops = startLoops()
  return {
    async stop() {
      await loops.stop()
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
