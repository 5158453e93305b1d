import { createHash } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fetchModel } from './fetch-model'

const weights = Buffer.from('weights of a model, some of them'.repeat(100))
const files: Record<string, Buffer> = {
  'config.json': Buffer.from('{}'),
  'tokenizer.json': Buffer.from('{"a": 1}'),
  'tokenizer_config.json': Buffer.from('{}'),
  'onnx/model_quantized.onnx': weights,
}
let server: http.Server
let hub: string
let folder: string
/** Bytes after which the next download of the weights is cut off; the digest that the hub tells, if any. */
let cutAfter: number | null
let oid: string | null
let ranges: string[]
/** Whether the hub sends a part of a file when it is asked for one. */
let sendsParts: boolean

/** As much of the hub as a download needs. */
beforeAll(async () => {
  server = http.createServer((request, response) => {
    if (request.url === '/api/models/some/model/tree/main?recursive=true') {
      const tree = Object.entries(files).map(([name, bytes]) => ({
        type: 'file',
        path: name,
        size: bytes.length,
        ...(bytes === weights && oid !== null ? { lfs: { oid, size: bytes.length } } : {}),
      }))
      return response.end(JSON.stringify(tree))
    }
    const bytes = files[String(request.url).replace('/some/model/resolve/main/', '')]
    if (!bytes) return response.writeHead(404).end()
    const from = sendsParts ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0
    if (request.headers.range) ranges.push(request.headers.range)
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from })
    if (bytes !== weights || cutAfter === null) return response.end(bytes.subarray(from))
    const cut = cutAfter
    cutAfter = null
    response.write(bytes.subarray(from, cut))
    cutOnceWritten(response, cut)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-fetch-')), 'models/some/model')
  cutAfter = null
  oid = createHash('sha256').update(weights).digest('hex')
  ranges = []
  sendsParts = true
})

// What was sent must have reached the disk: a connection that is cut earlier leaves nothing to go on from.
function cutOnceWritten(response: http.ServerResponse, bytes: number): void {
  const file = path.join(`${folder}.part`, 'onnx/model_quantized.onnx')
  const timer = setInterval(() => {
    if (!fs.existsSync(file) || fs.statSync(file).size < bytes) return
    clearInterval(timer)
    response.destroy()
  }, 5)
}

test('a model is fetched with progress, and its folder is there when it is whole', async () => {
  const seen: [number, number][] = []
  const { bytes, digest } = await fetchModel(hub, 'some/model', folder, (done, total) => seen.push([done, total]))
  expect({ bytes, digest }).toEqual({ bytes: Object.values(files).reduce((sum, file) => sum + file.length, 0), digest: oid })
  expect(seen.at(-1)).toEqual([bytes, bytes])
  for (const [name, text] of Object.entries(files)) expect(fs.readFileSync(path.join(folder, name))).toEqual(text)
})

test('what was cut off is no model, and the next call goes on from there', async () => {
  cutAfter = 1_000
  await expect(fetchModel(hub, 'some/model', folder, () => undefined)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('onnx/model_quantized.onnx could not be downloaded'),
  })
  expect(fs.existsSync(folder)).toBe(false)
  await fetchModel(hub, 'some/model', folder, () => undefined)
  expect(ranges).toHaveLength(1)
  expect(fs.readFileSync(path.join(folder, 'onnx/model_quantized.onnx'))).toEqual(weights)
})

test('where the hub sends a whole file again, it takes the place of the part that is there', async () => {
  cutAfter = 1_000
  sendsParts = false
  await expect(fetchModel(hub, 'some/model', folder, () => undefined)).rejects.toThrow('could not be downloaded')
  await fetchModel(hub, 'some/model', folder, () => undefined)
  expect(ranges, 'a part was asked for').toHaveLength(1)
  expect(fs.readFileSync(path.join(folder, 'onnx/model_quantized.onnx'))).toEqual(weights)
})

test('weights of which the hub tells no checksum have an empty one, and are checked by their size', async () => {
  oid = null
  expect((await fetchModel(hub, 'some/model', folder, () => undefined)).digest).toBe('')
})

test('a file that is not what the hub says is refused and removed', async () => {
  oid = '0'.repeat(64)
  await expect(fetchModel(hub, 'some/model', folder, () => undefined)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('its checksum differs'),
  })
  expect(fs.existsSync(folder)).toBe(false)
})

test('a hub that is not there, and a model that it does not have, are one sentence each', async () => {
  await expect(fetchModel('http://127.0.0.1:9', 'some/model', folder, () => undefined)).rejects.toThrow('127.0.0.1:9 can’t be reached')
  await expect(fetchModel(hub, 'no/model', folder, () => undefined)).rejects.toThrow('has no model no/model (status 404)')
})
