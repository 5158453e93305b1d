import path from 'node:path'
import { withoutSecrets } from '../../shared'
import { EnvError } from './env-error'
import type { Values } from './settings'

/** Which model makes the vectors of texts. */
export type EmbedderSetting =
  | { kind: 'none' }
  /** `given` is what was set; undefined means the usual model, if it was fetched. */
  | { kind: 'local'; folder: string; given: string | undefined }
  | { kind: 'http'; url: string; name: string; key: string | undefined }

/** The model that `cairn model fetch` brings if none is named. */
export const usualModel = 'Xenova/all-MiniLM-L6-v2'

/** Reads the settings of the embedding model. @throws EnvError if the kind of embedder and the model don't go together. */
export function embedderOf(values: Values): EmbedderSetting {
  const model = values.CAIRN_MODEL
  const isAddress = model !== undefined && /^https?:\/\//.test(model)
  const kind = values.CAIRN_EMBEDDER ?? (isAddress ? 'http' : 'local')
  if (kind === 'none') return { kind }
  if (kind === 'http') {
    if (!model || !isAddress || !URL.canParse(model))
      throw new EnvError('CAIRN_EMBEDDER=http needs CAIRN_MODEL, the address of an embeddings endpoint.')
    return { kind, url: model, name: values.CAIRN_MODEL_NAME ?? 'default', key: values.CAIRN_MODEL_KEY }
  }
  if (isAddress)
    throw new EnvError(`CAIRN_EMBEDDER=local needs a folder or the id of a model in CAIRN_MODEL; it is "${withoutSecrets(model)}".`)
  return { kind, folder: modelFolder(values.CAIRN_DATA_DIR, model ?? usualModel), given: model }
}

/** Whether it has the form of an id of the hub. */
export function isModelId(model: string): boolean {
  return /^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(model)
}

/** Returns where a model is stored: `owner/name` is an id of the hub, stored in the data folder; anything else is a folder. */
export function modelFolder(dataDir: string, model: string): string {
  return isModelId(model) ? path.resolve(dataDir, 'models', model) : path.resolve(model)
}
