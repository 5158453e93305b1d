import { afterAll, beforeAll, expect, test } from 'vitest'
import { anEmbeddingsServer, type EmbeddingsServer } from '../../../test/embeddings'
import { setEmbedder } from '../../platform/env/env'
import { completeModel } from './measured-models'
import { registerModel } from './models/stored-models'
import { dot } from './quantize'
import { embedQuery } from './query-embedding'

let server: EmbeddingsServer
beforeAll(async () => {
  server = await anEmbeddingsServer()
  const setting = { kind: 'http' as const, url: server.url, name: 'growing', key: undefined }
  setEmbedder(setting)
  await completeModel(await registerModel('growing (64 dimensions)', 64, setting))
})
afterAll(async () => {
  setEmbedder({ kind: 'none' })
  await server.close()
})

const title = 'Forgot my password'
const patienceMs = 30_000
const withText = async (body: string) => {
  const embedding = await embedQuery(title, body, patienceMs)
  if (!embedding) throw new Error('No model serves.')
  return { ...embedding, nearTitle: dot(embedding.text, embedding.title), length: dot(embedding.text, embedding.text) }
}

test('a text counts more beside its title the longer it is', async () => {
  const sentence = 'Yesterday a vehicle stood before the window. '
  const [none, short, long] = [await withText(''), await withText(sentence), await withText(sentence.repeat(12))]
  expect(none).toMatchObject({ grown: 0, nearTitle: expect.closeTo(1) })
  expect(short.grown).toBeGreaterThan(0)
  expect(long.grown).toBeGreaterThan(short.grown)
  expect(long.grown).toBeLessThan(1)
  expect(short.nearTitle).toBeLessThan(none.nearTitle)
  expect(long.nearTitle).toBeLessThan(short.nearTitle)
  for (const { length } of [none, short, long]) expect(length).toBeCloseTo(1)
})
