import { LRUCache } from 'lru-cache'
import { type EmbedderSetting, env } from '../../platform/env'
import { messageOf } from '../../platform/log'
import { breaker, Fault, retryAfterMs } from '../../platform/resilience'
import { chunksOf } from './chunks'
import { type Embedder, normalised } from './embedder'
import { modelSetting, openEmbedder } from './models/open-embedder'
import { readServingModel } from './models/stored-models'

/** The embedding of a query by the model whose vectors serve. */
export type QueryEmbedding = {
  modelId: number
  /** Of its text, and of its title alone; the same where it has none. */
  text: Float32Array
  title: Float32Array
  /** How much its text says beside its title, 0 (no text, or no title) to 1. */
  grown: number
}

/** A page waits this long for the embedding of a query, then uses keywords only. */
const patienceMs = 150
const servingKeptMs = 2_000
const queriesKept = 2_000
/** The first sentences mostly greet and set the scene: a text of so many words counts half. Measured, see docs/search.md. */
const wordsHalf = 10

type Serving = { modelId: number; name: string; embedder: Embedder }

class QueryEmbedder {
  private serving: Serving | null = null
  private checkedAt = 0
  private checking: Promise<Serving | null> | undefined
  private readonly fault = new Fault({ begins: 'search uses keywords only', ends: 'semantic search works again' })
  private readonly cache = new LRUCache<string, Promise<Float32Array>>({ max: queriesKept })
  private readonly circuit = breaker()

  /** The embedding of a text, or null where no model serves or it takes longer than `patience` milliseconds. */
  async embedQuery(title: string, body: string, patience: number): Promise<QueryEmbedding | null> {
    try {
      const opening = this.current()
      // Nobody who reads waits for a model to be opened: that takes a second, and of an endpoint that hangs half a minute.
      const serving = this.serving ?? (patience > patienceMs ? await within(opening, patience) : null)
      if (!serving) return null
      // One that is slow fails too: after some of these nobody waits for it for a while.
      const embedded = () => this.embedded(serving, title, body)
      return await this.circuit.execute(() => within(embedded(), patience))
    } catch (error) {
      if (error instanceof TooSlow) this.fault.met(error.message)
      return null
    }
  }

  /** Why queries are searched by keywords only although there are vectors; empty if they are not. */
  degradedBy(): string {
    return this.fault.now
  }

  private async embedded(serving: Serving, title: string, body: string): Promise<QueryEmbedding> {
    const [text, own] = await Promise.all([
      this.vectorOf(serving, chunksOf(title, body, 1)[0] ?? title),
      title && body ? this.vectorOf(serving, title) : null,
    ])
    if (!own) return { modelId: serving.modelId, text, title: text, grown: 0 }
    const words = body.trim().split(/\s+/).length
    const grown = words / (words + wordsHalf)
    const between = text.map((value, i) => grown * value + (1 - grown) * (own[i] ?? 0))
    return { modelId: serving.modelId, text: normalised(between), title: own, grown }
  }

  // What comes too late for one is there for the next who asks the same.
  private vectorOf(serving: Serving, text: string): Promise<Float32Array> {
    const key = `${serving.modelId} ${text}`
    const kept = this.cache.get(key)
    if (kept) return kept
    const embedding = serving.embedder.embed([text], 'query').then(([vector]) => vector as Float32Array)
    this.cache.set(key, embedding)
    embedding.then(
      () => this.fault.over(),
      (error) => {
        this.cache.delete(key)
        this.fault.met(messageOf(error))
      },
    )
    return embedding
  }

  private async current(): Promise<Serving | null> {
    if (this.checking || Date.now() - this.checkedAt < servingKeptMs) return this.serving ?? this.checking ?? null
    this.checkedAt = Date.now()
    this.checking = this.check().finally(() => {
      this.checking = undefined
    })
    // A model in use goes on serving while it is looked whether it still should.
    return this.serving ?? this.checking
  }

  private async check(): Promise<Serving | null> {
    try {
      const model = modelSetting().kind === 'none' ? null : await readServingModel()
      if (model?.id === this.serving?.modelId) return this.serving
      const before = this.serving
      if (!model) this.serving = null
      else {
        const embedder = await openEmbedder(withKey(model.setting), model.name)
        if (!embedder) return this.serving
        this.serving = { modelId: model.id, name: model.name, embedder }
      }
      await before?.embedder.close()
      this.fault.over()
    } catch (error) {
      // Reading a broken folder costs more than looking whether another model serves.
      this.checkedAt = Date.now() + retryAfterMs
      this.fault.met(messageOf(error))
    }
    return this.serving
  }
}

class TooSlow extends Error {}

function within<T>(work: Promise<T>, patience: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`The model did not answer within ${patience} ms.`)), patience)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Returns a stored setting with the key of its endpoint, which is in the settings of the process alone. */
export function withKey(setting: EmbedderSetting): EmbedderSetting {
  const set = env().embedder
  return setting.kind === 'http' && set.kind === 'http' && set.url === setting.url ? { ...setting, key: set.key } : setting
}

// Shared with the copy of this module inside Next's bundle: one model a process.
const holder = globalThis as Record<symbol, unknown>
const shared = Symbol.for('cairn.query-embedder')

function queryEmbedder(): QueryEmbedder {
  holder[shared] ??= new QueryEmbedder()
  return holder[shared] as QueryEmbedder
}

/** The embedding of a query; null where no model serves, or it takes too long. Cached for the same query. */
export function embedQuery(title: string, body = '', patience = patienceMs): Promise<QueryEmbedding | null> {
  return queryEmbedder().embedQuery(title, body, patience)
}

/** Opens the model that serves before anyone asks. */
export async function warmQueryEmbedder(): Promise<void> {
  await embedQuery('warm', '', 30_000)
}

/** Why queries are searched by keywords only although there are vectors; empty where they are not. */
export function queryEmbedderFault(): string {
  return queryEmbedder().degradedBy()
}

/** For commands and tests that change the model under a running process. */
export function forgetQueryEmbedder(): void {
  holder[shared] = undefined
}
