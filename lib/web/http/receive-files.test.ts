import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FileBounds, receiveFiles } from './receive-files'

let server: http.Server
let folder = ''
let bounds: FileBounds = { bytes: 1_000_000, files: 3 }
let mostInMemory = 0

beforeAll(async () => {
  server = http.createServer(async (request, response) => {
    const watch = setInterval(() => {
      mostInMemory = Math.max(mostInMemory, process.memoryUsage().arrayBuffers)
    }, 5)
    const result = await receiveFiles(request, folder, bounds).catch((error) => ({
      error: error.message,
      field: error.field,
      code: error.code,
    }))
    clearInterval(watch)
    response.end(JSON.stringify(result))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => server.close())

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

async function send(parts: [name: string, value: string | File][], some: Partial<FileBounds> = {}) {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-receive-'))
  bounds = { bytes: 1_000_000, files: 3, ...some }
  const form = new FormData()
  for (const [name, value] of parts) form.append(name, value)
  return (await fetch(address(), { method: 'POST', body: form })).json()
}
const file = (name: string, text: string | Uint8Array<ArrayBuffer>) => new File([text], name)

test('files are written into the folder, with their bytes, and the fields are read', async () => {
  const bytes = new Uint8Array(300_000).map((_, i) => i % 251)
  const sent = await send([
    ['kind', 'discourse'],
    ['file', file('forum.zip', bytes)],
    ['file', file('two.json', '{}')],
    ['file', file('', '')],
  ])
  expect(sent.values).toMatchObject({ kind: ['discourse'] })
  expect(sent.files).toEqual([
    { name: 'forum.zip', bytes: 300_000 },
    { name: 'two.json', bytes: 2 },
  ])
  expect(fs.readFileSync(path.join(folder, 'forum.zip')).equals(Buffer.from(bytes))).toBe(true)
  expect(fs.statSync(path.join(folder, 'forum.zip')).mode & 0o777).toBe(0o600)
})

test('a name leads nowhere', async () => {
  for (const [given, name] of [
    ['../../etc/cron.json', 'cron.json'],
    ['C:\\forum\\..\\x.json', 'x.json'],
    ['.hidden', 'hidden'],
    ['a\u0000b:c.json', 'a_b_c.json'],
    ['Größe 3.json', 'Größe 3.json'],
  ] as const) {
    const sent = await send([['file', file(given, 'x')]])
    expect(sent.files, given).toEqual([{ name, bytes: 1 }])
    expect(fs.readdirSync(folder), given).toEqual([name])
  }
})

test('more bytes or files than the bounds, and two of one name, are refused with a sentence', async () => {
  expect(await send([['file', file('big.zip', 'x'.repeat(2_000_000))]])).toMatchObject({ code: 'invalid', field: 'file' })
  expect(
    (
      await send([
        ['file', file('a.json', 'x'.repeat(700_000))],
        ['file', file('b.json', 'x'.repeat(700_000))],
      ])
    ).error,
  ).toContain('This is more than 1.0 MB')
  const many = Array.from({ length: 4 }, (_, i): [string, File] => ['file', file(`${i}.json`, '{}')])
  expect((await send(many)).error).toContain('more than 3 files')
  expect(
    (
      await send([
        ['file', file('a.json', '1')],
        ['file', file('A.json', '2')],
      ])
    ).error,
  ).toContain('Two files are called')
})

test('what is no form, or does not come whole, is refused', async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-receive-'))
  const plain = await fetch(address(), { method: 'POST', body: 'x=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
  expect(await plain.json()).toMatchObject({ code: 'invalid' })
  const cut = await fetch(address(), {
    method: 'POST',
    body: '--b\r\ncontent-disposition: form-data; name="file"; filename="a.json"\r\n\r\nhalf',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  })
  expect(await cut.json()).toMatchObject({ code: 'invalid' })
})

test('a large file is never whole in memory', async () => {
  const large = 300_000_000
  mostInMemory = 0
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-receive-'))
  bounds = { bytes: large, files: 1 }
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.zip"\r\n\r\n'
  const size = large - 1_000
  const answer = await new Promise<string>((resolve, reject) => {
    const request = http.request(
      address(),
      { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' } },
      async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve(text)
      },
    )
    request.on('error', reject)
    request.write(head)
    const piece = Buffer.alloc(100_000)
    let left = size
    const more = () => {
      while (left > 0) {
        const now = piece.subarray(0, Math.min(piece.length, left))
        left -= now.length
        if (!request.write(now)) return void request.once('drain', more)
      }
      request.end('\r\n--b--\r\n')
    }
    more()
  })
  expect(JSON.parse(answer)).toMatchObject({ files: [{ name: 'a.zip', bytes: size }] })
  expect(mostInMemory, 'a part of it').toBeLessThan(large / 3)
  fs.rmSync(folder, { recursive: true })
})
