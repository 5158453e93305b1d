import { Tokenizer } from '@huggingface/tokenizers'
import type { InferenceSession, Tensor } from 'onnxruntime-common'
import { DomainError } from '../../../../platform/errors'
import { type Embedder, normalised, type Purpose } from '../../embedder'
import { type ModelFolder, readModelFolder } from './model-folder'
import { loadRuntime, type Runtime } from './runtime'

/**
 * A sentence-embedding model in ONNX form, run in this process on one thread.
 * @throws DomainError `unavailable` where the folder or the library is missing or the model can't be run.
 */
export async function openLocalEmbedder(dir: string, wanted?: Runtime['name']): Promise<Embedder & { runtime: Runtime['name'] }> {
  const { weights, ...folder } = await readModelFolder(dir)
  const runtime = loadRuntime(wanted)
  if (!runtime)
    throw new DomainError(
      'unavailable',
      'The model needs the optional package onnxruntime-node or onnxruntime-web, and neither is installed.',
    )
  const session = await runtime.InferenceSession.create(weights, {
    ...sessionOptions,
    executionProviders: [runtime.name === 'native' ? 'cpu' : 'wasm'],
  }).catch((error: Error) => {
    throw new DomainError('unavailable', `The model in ${dir} can't be loaded; is it truncated? ${firstLine(error)}`)
  })
  const model = new LocalModel(folder, runtime, session)
  const [probe] = await model.embed(['probe'], 'query')
  return {
    model: folder.id,
    dimensions: (probe as Float32Array).length,
    runtime: runtime.name,
    embed: (texts, purpose, signal) => model.embed(texts, purpose, signal),
    close: () => session.release(),
  }
}

// One thread, and memory given back: the arena would keep the largest batch there ever was.
const sessionOptions: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  enableCpuMemArena: false,
  enableMemPattern: false,
  logSeverityLevel: 3,
}

class LocalModel {
  private readonly tokenizer: Tokenizer

  constructor(
    private readonly folder: Omit<ModelFolder, 'weights'>,
    private readonly runtime: Runtime,
    private readonly session: InferenceSession,
  ) {
    this.tokenizer = new Tokenizer(folder.tokenizer, folder.tokenizerConfig)
  }

  // One after the other: on one thread a batch gains nothing, and its padding costs.
  async embed(texts: string[], purpose: Purpose, signal?: AbortSignal): Promise<Float32Array[]> {
    const vectors: Float32Array[] = []
    for (const text of texts) {
      signal?.throwIfAborted()
      vectors.push(await this.embedOne(this.folder.prompts[purpose] + text))
    }
    return vectors
  }

  private async embedOne(text: string): Promise<Float32Array> {
    const ids = this.tokensOf(text)
    const shape = [1, ids.length]
    const feeds: Record<string, Tensor> = {}
    for (const name of this.session.inputNames) {
      const values = name === 'input_ids' ? ids : ids.map(() => (name === 'attention_mask' ? 1 : 0))
      feeds[name] = new this.runtime.Tensor('int64', BigInt64Array.from(values, BigInt), shape)
    }
    const output = await this.session.run(feeds)
    const hidden = output[this.session.outputNames[0] as string] as Tensor
    const [, length = 0, width = 0] = hidden.dims
    if (hidden.dims.length !== 3 || !(hidden.data instanceof Float32Array))
      throw new DomainError('unavailable', `The model in ${this.folder.dir} gives no sentence vectors.`)
    return normalised(this.folder.pooling === 'cls' ? hidden.data.slice(0, width) : meanOf(hidden.data, length, width))
  }

  /** Ids with the model's own first and last token, also where the text is cut. */
  private tokensOf(text: string): number[] {
    // A character is a token at most; what is far too long need not be looked at.
    const { ids } = this.tokenizer.encode(text.slice(0, this.folder.tokensMax * 20))
    if (ids.length <= this.folder.tokensMax) return ids
    return [...ids.slice(0, this.folder.tokensMax - 1), ids.at(-1) as number]
  }
}

function meanOf(data: Float32Array, length: number, width: number): Float32Array {
  const mean = new Float32Array(width)
  data.forEach((value, at) => {
    mean[at % width] = (mean[at % width] as number) + value
  })
  return mean.map((value) => value / Math.max(1, length))
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0]?.slice(0, 200) ?? ''
}
