import { z } from 'zod'
import { DomainError } from '../../../platform/errors'
import { type Embedder, normalised, type Purpose } from '../embedder'

/** A batch on a slow machine may take this long; queries have their own, shorter patience. */
const timeoutMs = 30_000
const batchMax = 32

const reply = z.object({ data: z.array(z.object({ index: z.number().int().optional(), embedding: z.array(z.number()) })) })

/**
 * A model behind an embeddings endpoint in the form of OpenAI's (`{model, input}` → `data[].embedding`), which Ollama, TEI,
 * LocalAI and others speak too. `url` ends with `/embeddings`.
 * @throws DomainError `unavailable` where it can't be reached or does not answer with vectors.
 */
export async function openHttpEmbedder({ url, name, key }: { url: string; name: string; key: string | undefined }): Promise<Embedder> {
  const host = new URL(url).host
  const [probe] = await ask(['probe'])
  const dimensions = (probe as Float32Array).length
  return {
    model: `${name} (${dimensions} dimensions)`,
    dimensions,
    async embed(texts: string[], _purpose: Purpose, signal?: AbortSignal) {
      const vectors: Float32Array[] = []
      for (let at = 0; at < texts.length; at += batchMax) vectors.push(...(await ask(texts.slice(at, at + batchMax), signal, dimensions)))
      return vectors
    },
    close: async () => undefined,
  }

  async function ask(input: string[], signal?: AbortSignal, expected?: number): Promise<Float32Array[]> {
    const limit = AbortSignal.timeout(timeoutMs)
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({ model: name, input }),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    }).catch((error: Error) => {
      if (signal?.aborted) throw error
      throw unavailable(
        error.name === 'TimeoutError' ? `did not answer within ${timeoutMs / 1000} s` : `can't be reached (${causeOf(error)})`,
      )
    })
    if (!response.ok) {
      await response.body?.cancel()
      // These speak of the text that was sent, not of the endpoint: others may fare better.
      if ([400, 413, 422].includes(response.status))
        throw new DomainError('invalid', `The embeddings endpoint at ${host} refused a text (status ${response.status}).`)
      throw unavailable(`answered with status ${response.status}`)
    }
    const parsed = reply.safeParse(await response.json().catch(() => null))
    if (!parsed.success || parsed.data.data.length !== input.length)
      throw unavailable('answered with something else than one vector a text')
    const rows = parsed.data.data.map((row, i) => ({ at: row.index ?? i, vector: Float32Array.from(row.embedding) }))
    for (const { vector } of rows) {
      if (vector.length === 0 || (expected !== undefined && vector.length !== expected))
        throw unavailable(`answered with ${vector.length} dimensions instead of ${expected ?? 'some'}`)
      if (!vector.every(Number.isFinite)) throw unavailable('answered with a vector that holds no numbers')
    }
    return rows.sort((a, b) => a.at - b.at).map(({ vector }) => normalised(vector))
  }

  function unavailable(what: string): DomainError {
    return new DomainError('unavailable', `The embeddings endpoint at ${host} ${what}.`)
  }
}

function causeOf(error: Error): string {
  const cause = error.cause as { code?: string; message?: string } | undefined
  return cause?.code ?? cause?.message ?? error.message
}
