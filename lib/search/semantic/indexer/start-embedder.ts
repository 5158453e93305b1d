import { z } from 'zod'
import { pool, queryRow, withLock } from '../../../platform/db'
import type { EmbedderSetting } from '../../../platform/env'
import { DomainError } from '../../../platform/errors'
import { log, messageOf } from '../../../platform/log'
import { BackOff, Fault } from '../../../platform/resilience'
import { Pause } from '../../../shared'
import { countPosts } from '../../posts/read-posts'
import { modelSetting, openEmbedder } from '../models/open-embedder'
import { readModels, readServingModel, registerModel, removeOthers, writeEmbedderFault } from '../models/stored-models'
import { embedDue, embedNext, leaveBatch, putOff } from './batches'
import { clusterIfDue } from './cluster-vectors'
import type { Embedded, ModelAtWork } from './embed-posts'
import type { ReadAnswerDocuments } from './read-texts'

const idleMs = 500
const modelAwaitedMs = 5_000
/** Waits after a failure: a model that comes back is used within half a minute. */
const waits = { firstMs: 1_000, longestMs: 30_000 }

const Done = z.object({ done: z.int() })

export type Keeping = { stop(): Promise<void> }

/**
 * Keeps the vectors of posts as the posts are, until it is stopped: what changes first, then what a new model has not seen,
 * the newest first. Several processes may run it; one at a time works. Without a model it waits for one. What can't
 * be embedded waits, and everything else goes on. `onReady` is called when a model begins to serve.
 */
export function startEmbedder(readAnswerDocuments: ReadAnswerDocuments, onReady: () => Promise<void>): Keeping {
  const pause = new Pause()
  let model: ModelAtWork | null = null
  const backOff = new BackOff(waits)
  const fault = new Fault({ begins: 'posts are not embedded', ends: 'posts are embedded again' })
  let worksAgain = false

  async function step(): Promise<boolean> {
    model ??= await openModel(readAnswerDocuments)
    const worked = await withLock('embedding', false, () => workOnce(model as ModelAtWork, onReady))
    if (!worksAgain) await writeEmbedderFault('')
    worksAgain = true
    fault.over()
    backOff.reset()
    return worked ?? false
  }

  async function run(): Promise<void> {
    while (!pause.ended) {
      try {
        // A model may be fetched while the worker runs.
        if (!model && modelSetting().kind === 'none') await pause.rest(modelAwaitedMs)
        else if (!(await step())) await pause.rest(idleMs)
      } catch (error) {
        worksAgain = false
        fault.met(messageOf(error))
        await writeEmbedderFault(messageOf(error)).catch(() => undefined)
        await model?.embedder.close().catch(() => undefined)
        model = null
        await pause.rest(backOff.next())
      }
    }
  }

  const running = run()
    .catch((error) => log('error', 'posts are not embedded', { error: messageOf(error) }))
    .finally(() => model?.embedder.close())
  return {
    async stop() {
      pause.end()
      await running
    },
  }
}

/**
 * Embeds everything there is and ends: for commands, which wait for it. Returns the model's name, or null where there is
 * none. @throws DomainError `unavailable` if it can't be used.
 */
export async function embedAll(
  readAnswerDocuments: ReadAnswerDocuments,
  progress: (done: number, total: number) => void,
): Promise<string | null> {
  if (modelSetting().kind === 'none') return null
  const model = await openModel(readAnswerDocuments)
  try {
    const total = await countPosts()
    for (let done = 0; ; ) {
      const worked = await workOnce(model)
      if (!worked) break
      const state = await queryRow(pool(), Done, 'select done from meaning_model where id = $1', [model.id])
      if (state.done !== done) progress(state.done, total)
      done = state.done
    }
    return model.embedder.model
  } finally {
    await model.embedder.close()
  }
}

async function openModel(readAnswerDocuments: ReadAnswerDocuments): Promise<ModelAtWork> {
  const setting = modelSetting()
  const embedder = await openEmbedder(setting)
  if (!embedder) throw new DomainError('unavailable', 'There is no model.')
  await refuseOtherDimensions(setting, embedder.dimensions)
  return { id: await registerModel(embedder.model, embedder.dimensions, setting), embedder, readAnswerDocuments }
}

/** An endpoint that answers for the same name with other dimensions than before is taken for broken, and not for a new model. */
async function refuseOtherDimensions(setting: EmbedderSetting, dimensions: number): Promise<void> {
  if (setting.kind !== 'http') return
  const { url, name } = setting
  const known = (await readModels()).find(
    (model) => model.setting.kind === 'http' && model.setting.url === url && model.setting.name === name,
  )
  if (known && known.dimensions !== dimensions)
    throw new DomainError(
      'unavailable',
      `The embeddings endpoint at ${new URL(url).host} answers with ${dimensions} dimensions instead of ${known.dimensions}. If that is meant, give the model another CAIRN_MODEL_NAME.`,
    )
}

/** Does one piece of what there is to do. Returns whether there was any. @throws DomainError `unavailable` if the model can't be used. */
export async function workOnce(model: ModelAtWork, onReady: () => Promise<void> = async () => undefined): Promise<boolean> {
  // Before what waits, which may be hours of it after an import: every search reads what is in no group.
  const serves = (await readServingModel())?.id === model.id
  if (serves && (await clusterIfDue(model.id, model.embedder.dimensions))) return true
  if (await orPutOff(() => embedDue(model), putOff)) return true
  const next = await orPutOff(
    () => embedNext(model, onReady),
    () => leaveBatch(model.id),
  )
  return next !== null || removeOthers(model.id)
}

// A model that is away is no fault of the posts: only other failures count against them.
async function orPutOff(work: () => Promise<Embedded | null>, putOffThese: (error: string) => Promise<void>): Promise<Embedded | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unavailable') throw error
    log('warn', 'posts could not be embedded', { error: messageOf(error) })
    await putOffThese(messageOf(error))
    return { posts: 0, texts: 0 }
  }
}
