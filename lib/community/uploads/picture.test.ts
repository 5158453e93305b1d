import sharp from 'sharp'
import { expect, test } from 'vitest'
import { readPicture } from './picture'
import { pictureFormatOf } from './picture-format'
import { framesPixelsMax, picturesWaitingMax } from './picture-limits'

/** A GIF of a few hundred bytes whose frames are all one colour. */
async function gif(width: number, height: number, frames: number): Promise<Buffer> {
  const raw = Buffer.alloc(width * height * frames * 3)
  // Frames that are the same would be joined into one.
  for (let i = 0; i < frames; i++) raw.fill(i % 2 ? 200 : 20, i * width * height * 3, (i + 1) * width * height * 3)
  return sharp(raw, { raw: { width, height: height * frames, channels: 3, pageHeight: height } })
    .gif({ loop: 0, delay: Array(frames).fill(100) })
    .toBuffer()
}

test('a small file whose frames are too much to decode is refused by its head', async () => {
  const bomb = await gif(2_000, 2_000, 6)
  expect(2_000 * 2_000 * 6).toBeGreaterThan(framesPixelsMax)
  expect(bomb.length).toBeLessThan(100_000)
  await expect(readPicture(bomb)).rejects.toThrow('6 frames of 2000 × 2000 are too much. Make it smaller or shorter.')
  await expect(readPicture(await gif(2, 2, 301))).rejects.toThrow('at most 300 frames; this has 301')
})

test('a moving picture keeps its frames', async () => {
  const { bytes, width, height } = await readPicture(await gif(40, 30, 4))
  expect([width, height, (await sharp(bytes).metadata()).pages]).toEqual([40, 30, 4])
})

test('pictures are decoded one after the other, and when too many wait the next is told so', async () => {
  const still = await sharp({ create: { width: 2_000, height: 2_000, channels: 3, background: '#17603f' } })
    .png()
    .toBuffer()
  const counts: number[] = []
  const watch = setInterval(() => counts.push(sharp.counters().process), 1)
  const sent = await Promise.allSettled(Array.from({ length: picturesWaitingMax + 5 }, () => readPicture(still)))
  clearInterval(watch)
  expect(Math.max(...counts), 'libvips works on one at a time').toBe(1)
  const refused = sent.filter((each) => each.status === 'rejected')
  expect(refused.length).toBe(4)
  expect(refused[0]?.reason).toMatchObject({ code: 'unavailable' })
})

test('only what begins as a picture does is given to a decoder', () => {
  expect(pictureFormatOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull()
  expect(pictureFormatOf(Buffer.from('%PDF-1.7'))).toBeNull()
  expect(pictureFormatOf(Buffer.from('RIFF\x01\x02\x03\x04WEBPVP8 '))?.name).toBe('webp')
  expect(pictureFormatOf(Buffer.alloc(0))).toBeNull()
})
