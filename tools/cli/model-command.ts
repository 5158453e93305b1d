import { env, isModelId, modelFolder, usualModel } from '../../lib/platform/env'
import { DomainError } from '../../lib/platform/errors'
import { fetchModel, modelSetting, openEmbedder } from '../../lib/search'
import { print } from './print'
import { progressBar } from './progress'

/** `cairn model fetch`: downloads a model of the hub into the data folder, checks it, and tries it. */
export async function modelFetchCommand(given: string | undefined, { json }: { json?: boolean }): Promise<void> {
  const { modelHub, dataDir, embedder } = env()
  const set = embedder.kind === 'local' ? embedder.given : undefined
  const id = given ?? set ?? usualModel
  if (!isModelId(id)) throw new DomainError('invalid', `“${id}” is no id of a model, such as ${usualModel}.`)
  const folder = modelFolder(dataDir, id)
  const bar = progressBar('Fetching the model')
  const { bytes, digest } = await fetchModel(modelHub, id, folder, bar.update).finally(() => bar.stop())
  const model = await openEmbedder({ kind: 'local', folder, given: id })
  const dimensions = model?.dimensions
  await model?.close()
  const isUsed = id === (set ?? usualModel)
  print(json, { id, folder, bytes, digest: digest ?? null, dimensions, isUsed }, [
    `${(bytes / 1e6).toFixed(0)} MB in ${folder}${digest ? `, checksum ${digest.slice(0, 16)}… is right` : ''}`,
    `It works: ${dimensions} dimensions.`,
    isUsed ? 'The worker begins to use it within seconds.' : `To use it set CAIRN_MODEL=${id} and start again.`,
  ])
}

/** `cairn model check`: opens the configured model and prints what it is. */
export async function modelCheckCommand({ json }: { json?: boolean }): Promise<void> {
  const model = await openEmbedder(modelSetting())
  if (!model) throw new DomainError('unavailable', 'There is no model. `npm run cairn -- model fetch` brings one.')
  const started = performance.now()
  await model.embed(['How long does a question take?'], 'query')
  const ms = performance.now() - started
  print(json, { model: model.model, dimensions: model.dimensions, ms }, [
    `${model.model}: ${model.dimensions} dimensions, a question in ${ms.toFixed(1)} ms`,
  ])
  await model.close()
}
