import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { someTime } from './eventually'

type Behaviour =
  | 'well'
  | 'slowly'
  | 'holding'
  | 'holding all but one'
  | 'status 503'
  | 'refusing poison'
  | 'in other dimensions'
  | 'with nonsense'

/** A small embeddings endpoint in OpenAI's form. Words of one group mean the same to it; others are told apart by their letters. */
export type EmbeddingsServer = {
  url: string
  /** How many texts it was asked for. */
  texts(): number
  /** `holding` answers once it behaves otherwise; `holding all but one` answers the next request before. */
  behave(as: Behaviour): void
  close(): Promise<void>
}

const synonyms = [
  ['car', 'automobile', 'vehicle'],
  ['broken', 'defective', 'faulty'],
  ['repair', 'fix', 'mend', 'restore'],
  ['password', 'passphrase', 'credential'],
  ['forgot', 'lost', 'misplaced'],
]
const slowMs = 3_000

export async function anEmbeddingsServer(dimensions = 64): Promise<EmbeddingsServer> {
  let mode: Behaviour = 'well'
  let held: (() => void)[] = []
  let texts = 0
  const server = http.createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const input = JSON.parse(body).input as string[]
    texts += input.length
    if (mode === 'status 503') return response.writeHead(503).end()
    if (mode === 'refusing poison' && input.some((text) => text.includes('poison'))) return response.writeHead(400).end()
    if (mode === 'slowly') await someTime(slowMs)
    if (mode === 'holding') await new Promise<void>((resolve) => held.push(resolve))
    if (mode === 'holding all but one') mode = 'holding'
    const size = mode === 'in other dimensions' ? dimensions / 2 : dimensions
    const data = input.map((text, index) => ({ index, embedding: mode === 'with nonsense' ? ['a'] : vectorOf(text, size) }))
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: data.reverse() }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/embeddings`,
    texts: () => texts,
    behave(as) {
      mode = as
      for (const release of held) release()
      held = []
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function vectorOf(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0.01)
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
    const group = synonyms.findIndex((words) => words.includes(word))
    // A word that is in no group weighs little: what is left of its letters.
    const seed = group >= 0 ? group * 7919 + 1 : [...word].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7)
    const weight = group >= 0 ? 1 : 0.15
    for (let i = 0; i < dimensions; i++) vector[i] = (vector[i] as number) + weight * Math.sin(seed * (i + 1) * 12.9898)
  }
  return vector
}
