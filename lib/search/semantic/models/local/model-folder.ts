import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { DomainError } from '../../../../platform/errors'

/** A model on disk, read and checked as far as can be without running it. */
export type ModelFolder = {
  dir: string
  /** Name of the folder and beginning of the weights' digest: the same name with other weights is another model. */
  id: string
  weights: Buffer
  tokenizer: object
  tokenizerConfig: object
  tokensMax: number
  pooling: 'mean' | 'cls'
  /** What this model wants before a text, by purpose. */
  prompts: { query: string; passage: string }
}

/** The files of a model, as transformers.js and sentence-transformers lay them out; the first weights found are used. */
export const weightFiles = ['onnx/model_quantized.onnx', 'onnx/model_int8.onnx', 'onnx/model.onnx', 'model_quantized.onnx', 'model.onnx']
export const requiredFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json']
/** Longer texts are cut; they come in chunks, so nothing is lost. Models learn little from more. */
const tokensUsefulMax = 256

/** Reads a model's folder. @throws DomainError `unavailable` naming the file that is missing or can't be read. */
export async function readModelFolder(dir: string): Promise<ModelFolder> {
  if (!(await isFolder(dir))) throw new DomainError('unavailable', `The model folder ${dir} does not exist.`)
  const [config, tokenizer, tokenizerConfig] = await Promise.all(requiredFiles.map((name) => readJson(dir, name, true)))
  const [pooling, sentence, prompts] = await Promise.all(
    ['1_Pooling/config.json', 'sentence_bert_config.json', 'config_sentence_transformers.json'].map((name) => readJson(dir, name, false)),
  )
  const weights = await readWeights(dir)
  const positions = Number(sentence?.max_seq_length ?? config?.max_position_embeddings ?? tokensUsefulMax)
  return {
    dir,
    id: `${path.basename(path.resolve(dir))}@${createHash('sha256').update(weights).digest('hex').slice(0, 12)}`,
    weights,
    tokenizer: tokenizer as object,
    tokenizerConfig: tokenizerConfig as object,
    tokensMax: Math.max(16, Math.min(tokensUsefulMax, positions || tokensUsefulMax)),
    pooling: pooling?.pooling_mode_cls_token ? 'cls' : 'mean',
    prompts: promptsOf((prompts?.prompts ?? {}) as Record<string, string>),
  }
}

function promptsOf(prompts: Record<string, string>): ModelFolder['prompts'] {
  return { query: prompts.query ?? '', passage: prompts.passage ?? prompts.document ?? '' }
}

async function isFolder(dir: string): Promise<boolean> {
  return fs.stat(dir).then(
    (stat) => stat.isDirectory(),
    () => false,
  )
}

async function readWeights(dir: string): Promise<Buffer> {
  for (const name of weightFiles) {
    const bytes = await fs.readFile(path.join(dir, name)).catch(() => null)
    if (bytes && bytes.length > 0) return bytes
  }
  throw new DomainError('unavailable', `The model folder ${dir} holds no weights: ${weightFiles[0]} is missing or empty.`)
}

async function readJson(dir: string, name: string, required: boolean): Promise<Record<string, unknown> | null> {
  const text = await fs.readFile(path.join(dir, name), 'utf8').catch(() => null)
  if (text === null) {
    if (required) throw new DomainError('unavailable', `The model folder ${dir} lacks ${name}.`)
    return null
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new DomainError('unavailable', `${path.join(dir, name)} can't be read: ${(error as Error).message}`)
  }
}
