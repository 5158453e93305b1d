import { env, isModelId, modelFolder, usualModel } from '../env'
import { DomainError } from '../errors'
import { modelSetting, openEmbedder } from '../meaning'
import { fetchModel } from '../meaning/local/fetch-model'
import { progressBar } from './progress'

/** `cairn model fetch`: brings a model of the hub into the data folder, checks it, and tries it. */
export async function modelFetchCommand(given: string | undefined): Promise<void> {
  const { modelHub, dataDir, embedder } = env()
  const set = embedder.kind === 'local' ? embedder.given : undefined
  const id = given ?? set ?? usualModel
  if (!isModelId(id)) throw new DomainError('invalid', `“${id}” is no id of a model, such as ${usualModel}.`)
  const folder = modelFolder(dataDir, id)
  const bar = progressBar('Fetching the model')
  const { bytes, digest } = await fetchModel(modelHub, id, folder, bar.update).finally(() => bar.stop())
  process.stdout.write(`${(bytes / 1e6).toFixed(0)} MB in ${folder}${digest ? `, checksum ${digest.slice(0, 16)}… is right` : ''}\n`)
  const model = await openEmbedder({ kind: 'local', folder, given: id })
  process.stdout.write(`It works: ${model?.dimensions} dimensions.\n`)
  await model?.close()
  process.stdout.write(
    id === (set ?? usualModel) ? 'The worker begins to use it within seconds.\n' : `To use it set CAIRN_MODEL=${id} and start again.\n`,
  )
}

/** `cairn model check`: opens the model that is set and says what it is. */
export async function modelCheckCommand(): Promise<void> {
  const model = await openEmbedder(modelSetting())
  if (!model) throw new DomainError('unavailable', 'There is no model. `npm run cairn -- model fetch` brings one.')
  const started = performance.now()
  await model.embed(['How long does a question take?'], 'query')
  process.stdout.write(`${model.model}: ${model.dimensions} dimensions, a question in ${(performance.now() - started).toFixed(1)} ms\n`)
  await model.close()
}
