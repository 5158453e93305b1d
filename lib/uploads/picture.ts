import { createHash } from 'node:crypto'
import { DomainError } from '../errors'

/** A picture ready to be kept: written anew, so that nothing else can be hidden in it. */
export type Picture = { name: string; type: string; bytes: Buffer; width: number; height: number }

const bytesMax = 10_000_000
const pixelsMax = 40_000_000
/** Wider is no use in a column of text. */
const sideMax = 2_400
const types: Record<string, { extension: string; type: string }> = {
  jpeg: { extension: 'jpg', type: 'image/jpeg' },
  png: { extension: 'png', type: 'image/png' },
  webp: { extension: 'webp', type: 'image/webp' },
  gif: { extension: 'gif', type: 'image/gif' },
}

/**
 * Reads a picture by what is in it, whatever its name says, turns it upright, makes it no larger than needed and leaves
 * out where and with what it was taken. Named by its content: the same picture twice is kept once.
 * @throws DomainError `invalid` for what is no picture or too large, `unavailable` where pictures can't be read.
 */
export async function readPicture(bytes: Buffer): Promise<Picture> {
  if (bytes.length > bytesMax) throw new DomainError('invalid', `A picture has at most ${bytesMax / 1_000_000} MB.`)
  const sharp = await loadSharp()
  try {
    const image = sharp(bytes, { limitInputPixels: pixelsMax, animated: true, failOn: 'error' })
    const { format, pages = 1 } = await image.metadata()
    const known = types[format ?? '']
    if (!known) throw new DomainError('invalid', 'Pictures are PNG, JPEG, WebP or GIF.')
    const upright = pages > 1 ? image : image.rotate()
    const { data, info } = await upright
      .resize({ width: sideMax, height: pages > 1 ? undefined : sideMax, fit: 'inside', withoutEnlargement: true })
      .toFormat(format as 'png')
      .toBuffer({ resolveWithObject: true })
    const digest = createHash('sha256').update(data).digest('hex').slice(0, 32)
    return {
      name: `${digest}.${known.extension}`,
      type: known.type,
      bytes: data,
      width: info.width,
      height: info.pageHeight ?? info.height,
    }
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw new DomainError('invalid', 'This is no picture that can be read, or it is too large.')
  }
}

async function loadSharp() {
  try {
    return (await import('sharp')).default
  } catch {
    throw new DomainError('unavailable', 'Pictures can’t be taken here: the library for them is missing on this machine.')
  }
}
