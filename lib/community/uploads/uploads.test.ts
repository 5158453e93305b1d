import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import sharp from 'sharp'
import { expect, test, vi } from 'vitest'
import * as settings from '../../platform/env/env'
import { readPicture } from './picture'
import { protectKeptPictures } from './protect'
import { keepPicture, pictureFolder, readKeptPicture } from './store'

const drawn = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#17603f' } })

test('a picture loses where it was taken, is turned upright and made no larger than needed', async () => {
  const taken = await drawn(3_000, 1_000)
    .jpeg()
    .withMetadata({ orientation: 6, exif: { IFD0: { Copyright: 'somebody', Model: 'a camera' } } })
    .toBuffer()
  const picture = await readPicture(taken)
  expect(picture).toMatchObject({ type: 'image/jpeg', width: 800, height: 2_400 })
  const left = await sharp(picture.bytes).metadata()
  expect(left.exif).toBeUndefined()
  expect(left.orientation).toBeUndefined()
})

test('what counts is the content: a page that calls itself a picture is refused', async () => {
  await expect(readPicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'))).rejects.toMatchObject({
    code: 'invalid',
  })
  await expect(readPicture(Buffer.from('GIF89a<script>alert(1)</script>'))).rejects.toMatchObject({ code: 'invalid' })
  await expect(readPicture(Buffer.alloc(10_000_001))).rejects.toThrow('at most 10 MB')
})

test('the same picture twice is kept once, under a name that is its content', async () => {
  const bytes = await drawn(10, 10).png().toBuffer()
  const [one, two] = [await readPicture(bytes), await readPicture(bytes)]
  expect(one.name).toBe(two.name)
  await keepPicture(one)
  await keepPicture(two)
  expect((await readKeptPicture(one.name))?.bytes.equals(one.bytes)).toBe(true)
  expect(await readKeptPicture('../../secret')).toBeNull()
  expect(await readKeptPicture(`${'0'.repeat(32)}.png`)).toBeNull()
})

test('kept pictures are for this process alone: other users of the machine read neither them nor their folder', async () => {
  const picture = await readPicture(await drawn(9, 9).png().toBuffer())
  await keepPicture(picture)
  const file = path.join(pictureFolder(), picture.name.slice(0, 2), picture.name)
  const modes = () => [path.dirname(file), file].map((each) => fs.statSync(each).mode & 0o777)
  expect(modes()).toEqual([0o700, 0o600])
  // As versions before this one left them.
  fs.chmodSync(file, 0o644)
  fs.chmodSync(path.dirname(file), 0o755)
  fs.chmodSync(pictureFolder(), 0o755)
  await protectKeptPictures()
  expect([...modes(), fs.statSync(pictureFolder()).mode & 0o777]).toEqual([0o700, 0o600, 0o700])
})

test('a bucket is spoken to with signed requests, and its silence is said', async () => {
  const kept = new Map<string, Buffer>()
  const server = http.createServer(async (request, response) => {
    if (!/^AWS4-HMAC-SHA256 Credential=key\//.test(request.headers.authorization ?? '')) return response.writeHead(403).end()
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.method === 'PUT') kept.set(request.url as string, Buffer.concat(chunks))
    const body = kept.get(request.url as string)
    response.writeHead(body ? 200 : 404).end(request.method === 'GET' ? body : undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const s3 = { url: `http://127.0.0.1:${port}/bucket`, key: 'key', secret: 'secret', region: 'us-east-1' }
  vi.spyOn(settings, 'env').mockReturnValue({ ...settings.env(), s3 })
  const picture = await readPicture(await drawn(8, 8).png().toBuffer())
  await keepPicture(picture)
  expect([...kept.keys()]).toEqual([`/bucket/uploads/${picture.name}`])
  expect((await readKeptPicture(picture.name))?.bytes.equals(picture.bytes)).toBe(true)
  await new Promise((resolve) => server.close(resolve))
  await expect(keepPicture(picture)).rejects.toMatchObject({ code: 'unavailable' })
  vi.restoreAllMocks()
})
