import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anEmbeddingsServer, type EmbeddingsServer } from '../../../../test/embeddings'
import { modelAtHand } from '../../../../test/model'
import { chunksOf } from '../chunks'
import { cosineOfDistance, dequantize, dot, quantizeBinary, quantizeInt8 } from '../quantize'
import { openHttpEmbedder } from './http-embedder'
import { openLocalEmbedder } from './local/local-embedder'

let server: EmbeddingsServer
const opened = () => openHttpEmbedder({ url: server.url, name: 'small', key: undefined })

beforeAll(async () => {
  server = await anEmbeddingsServer()
})
afterAll(() => server.close())

test('an endpoint’s vectors have length 1 and stand in the order of the texts', async () => {
  const embedder = await opened()
  expect(embedder).toMatchObject({ model: 'small (64 dimensions)', dimensions: 64 })
  const [car, automobile, password] = await embedder.embed(['broken car', 'faulty automobile', 'forgot password'], 'query')
  expect(dot(car as Float32Array, car as Float32Array)).toBeCloseTo(1)
  expect(dot(car as Float32Array, automobile as Float32Array)).toBeGreaterThan(0.99)
  expect(dot(car as Float32Array, password as Float32Array)).toBeLessThan(0.5)
})

test.each([
  ['status 503', 'answered with status 503'],
  ['in other dimensions', 'answered with 32 dimensions instead of 64'],
  ['with nonsense', 'answered with something else than one vector a text'],
] as const)('an endpoint that answers %s is one sentence', async (mode, sentence) => {
  const embedder = await opened()
  server.behave(mode)
  await expect(embedder.embed(['x'], 'query')).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining(sentence) })
  server.behave('well')
  await expect(embedder.embed(['x'], 'query')).resolves.toHaveLength(1)
})

test('an endpoint that is not there is one sentence', async () => {
  await expect(openHttpEmbedder({ url: 'http://127.0.0.1:9/v1/embeddings', name: 'x', key: undefined })).rejects.toThrow(
    "The embeddings endpoint at 127.0.0.1:9 can't be reached",
  )
})

const folder = (files: Record<string, string>) => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-model-'))
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true })
    fs.writeFileSync(path.join(dir, name), text)
  }
  return dir
}

test('a model’s folder that is missing, not whole or truncated is one sentence', async () => {
  await expect(openLocalEmbedder('/no/such/model')).rejects.toThrow('The model folder /no/such/model does not exist.')
  const whole = { 'config.json': '{}', 'tokenizer.json': '{}', 'tokenizer_config.json': '{}' }
  const lacking = folder({ 'config.json': '{}', 'tokenizer.json': '{}' })
  await expect(openLocalEmbedder(lacking)).rejects.toThrow(`The model folder ${lacking} lacks tokenizer_config.json.`)
  await expect(openLocalEmbedder(folder(whole))).rejects.toThrow('holds no weights: onnx/model_quantized.onnx is missing or empty.')
  await expect(openLocalEmbedder(folder({ ...whole, 'tokenizer.json': '{"a' }))).rejects.toThrow("tokenizer.json can't be read")
  const truncated = folder({ ...whole, 'onnx/model_quantized.onnx': 'the beginning of a model' })
  await expect(openLocalEmbedder(truncated)).rejects.toThrow(/can't be loaded; is it truncated\?|neither is installed/)
})

// No model belongs to the project: this runs where a folder with one is at hand.
test.runIf(modelAtHand)('a local model knows paraphrases, the same by either runtime', async () => {
  const embedder = await openLocalEmbedder(modelAtHand as string)
  const texts = ['How can I reset my password?', 'I forgot my login and want a new password', 'Recipe for apple pie']
  const [asked, same, other] = (await embedder.embed(texts, 'query')) as [Float32Array, Float32Array, Float32Array]
  expect(dot(asked, same)).toBeGreaterThan(dot(asked, other) + 0.2)
  const wasm = await openLocalEmbedder(modelAtHand as string, 'wasm')
  expect(wasm).toMatchObject({ runtime: 'wasm', model: embedder.model })
  const [again] = await wasm.embed([texts[0] as string], 'query')
  expect(dot(asked, again as Float32Array)).toBeGreaterThan(0.999)
  await Promise.all([embedder.close(), wasm.close()])
})

test('eight bits keep the direction, and signs guess the angle', () => {
  const a = Float32Array.from({ length: 384 }, (_, i) => Math.sin(i * 1.7))
  const b = a.map((value, i) => value + 0.6 * Math.sin(i * 3.1))
  const unit = (vector: Float32Array) => dequantize(quantizeInt8(vector))
  const cosine = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
  expect(dot(unit(a), unit(b))).toBeCloseTo(cosine, 2)
  const [x, y] = [quantizeBinary(a), quantizeBinary(b)]
  const distance = [...x].filter((bit, i) => bit !== y[i]).length
  expect(Math.abs(cosineOfDistance(distance, 384) - cosine)).toBeLessThan(0.1)
})

test('long texts are cut at sentences, each part under the title', () => {
  const sentence = 'One sentence of some forty letters is here. '
  const chunks = chunksOf('Title', sentence.repeat(60), 2)
  expect(chunks).toHaveLength(2)
  for (const chunk of chunks) expect(chunk).toMatch(/^Title\nOne sentence[\s\S]*here\.$/)
  expect(chunksOf('Title', '', 3)).toEqual(['Title'])
})
