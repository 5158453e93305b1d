import { createHash } from 'node:crypto'
import type { Sharp } from 'sharp'
import { DomainError } from '../../platform/errors'
import { OneAtATime, TooManyWaitError } from '../../shared'
import { pictureFormatOf } from './picture-format'
import { framesMax, framesPixelsMax, pictureBytesMax, pictureSeconds, picturesWaitingMax, pixelsMax, sideMax } from './picture-limits'

/** A picture that can be stored: it was encoded again, so that nothing else can be hidden in it. */
export type Picture = { name: string; type: string; bytes: Buffer; width: number; height: number }

/** Decoding takes one of the four threads that also read files and look up names. One picture at a time leaves the others free. */
const lane = new OneAtATime(picturesWaitingMax)

/**
 * Reads a picture by its content, whatever its name says, turns it upright, scales it down to what is needed and removes where and with
 * what it was taken. Its name is made of its content, so that the same picture is stored once. @throws DomainError `invalid` for a file
 * that is no picture, too large or too slow to read, `unavailable` if pictures can't be read or too many wait.
 */
export async function readPicture(bytes: Buffer): Promise<Picture> {
  if (bytes.length > pictureBytesMax) throw new DomainError('invalid', `A picture has at most ${pictureBytesMax / 1_000_000} MB.`)
  const format = pictureFormatOf(bytes)
  if (!format) throw new DomainError('invalid', 'Pictures are PNG, JPEG, WebP or GIF.')
  const sharp = await loadSharp()
  try {
    return await lane.run(async () => {
      const image = sharp(bytes, { limitInputPixels: pixelsMax, animated: true, failOn: 'error' })
      const frames = await framesOf(image)
      const upright = frames > 1 ? image : image.rotate()
      const { data, info } = await upright
        .resize({ width: sideMax, height: frames > 1 ? undefined : sideMax, fit: 'inside', withoutEnlargement: true })
        .toFormat(format.name)
        .timeout({ seconds: pictureSeconds })
        .toBuffer({ resolveWithObject: true })
      const digest = createHash('sha256').update(data).digest('hex').slice(0, 32)
      const name = `${digest}.${format.extension}`
      return { name, type: format.type, bytes: data, width: info.width, height: info.pageHeight ?? info.height }
    })
  } catch (error) {
    throw refusalOf(error)
  }
}

/** Returns how many frames a picture has, by its header only. @throws DomainError `invalid` if all together are too many or too large. */
async function framesOf(image: Sharp): Promise<number> {
  const { width, height, pageHeight = height, pages = 1 } = await image.metadata()
  if (pages > framesMax) throw new DomainError('invalid', `A moving picture has at most ${framesMax} frames; this has ${pages}.`)
  if (pages > 1 && width * pageHeight * pages > framesPixelsMax)
    throw new DomainError('invalid', `${pages} frames of ${width} × ${pageHeight} are too much. Make it smaller or shorter.`)
  return pages
}

function refusalOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error
  if (error instanceof TooManyWaitError) return new DomainError('unavailable', 'Many pictures are being added. Try again in a minute.')
  if (/^timeout/.test((error as Error).message)) return new DomainError('invalid', 'This picture takes too long to read. Make it smaller.')
  return new DomainError('invalid', 'This picture can’t be read, or it is too large.')
}

async function loadSharp() {
  try {
    const sharp = (await import('sharp')).default
    // One thread for each picture, and no cache of pictures that nobody asks for again.
    sharp.concurrency(1)
    sharp.cache(false)
    return sharp
  } catch {
    throw new DomainError('unavailable', 'Pictures can’t be added here: the library for them is missing on this machine.')
  }
}
