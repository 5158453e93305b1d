import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import tar from 'tar-stream'
import xz from 'xz-decompress'
import { openPromise } from 'yauzl'
import { DomainError } from '../../platform/errors'
import { messageOf } from '../../platform/log'

/** Something in an archive. `open` returns its content, which is read or left before the next entry is asked for. */
export type ArchiveEntry = {
  name: string
  /** `link`: it names another file, and is never followed. `other`: a device or the like. */
  kind: 'file' | 'folder' | 'link' | 'other'
  /** As the archive says. */
  size: number
  open(): Promise<Readable>
  /** How many bytes of the archive were read so far, and how many it has. */
  read: number
  total: number
}

const kinds = /\.(zip|tar|tar\.gz|tgz|tar\.xz|txz)$/i

/** Whether a path is an archive that can be read. */
export function isArchive(source: string): boolean {
  return kinds.test(source)
}

/**
 * Returns everything in an archive, one by one, as a stream: nothing is unpacked to the disk, so that a name in the archive leads nowhere.
 * @throws DomainError `invalid` for another kind of file, and for an archive that is broken.
 */
export async function* entriesOf(archive: string): AsyncIterable<ArchiveEntry> {
  if (!isArchive(archive))
    throw new DomainError(
      'invalid',
      `${path.basename(archive)} is not a folder, .zip, .tar, .tar.gz or .tar.xz. Unpack it and give the folder.`,
    )
  try {
    const { size } = await fs.stat(archive)
    yield* /\.zip$/i.test(archive) ? entriesOfZip(archive, size) : entriesOfTar(archive, size)
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw new DomainError('invalid', `${archive} can’t be read as an archive (${messageOf(error)}). Unpack it and give the folder.`)
  }
}

async function* entriesOfTar(archive: string, total: number): AsyncIterable<ArchiveEntry> {
  const raw = createReadStream(archive)
  let read = 0
  raw.on('data', (chunk) => {
    read += chunk.length
  })
  const extract = tar.extract()
  const stream = unpacked(archive, raw)
  stream.on('error', (error) => extract.destroy(error))
  raw.on('error', (error) => extract.destroy(error))
  stream.pipe(extract)
  try {
    for await (const entry of extract) {
      const { name, type, size = 0 } = entry.header
      yield { name, kind: kindOfTar(type), size, open: async () => Readable.from(entry, { objectMode: false }), read, total }
      entry.resume()
    }
  } finally {
    raw.destroy()
  }
}

function unpacked(archive: string, raw: Readable): Readable {
  if (/\.(tar\.gz|tgz)$/i.test(archive)) return raw.pipe(createGunzip())
  if (/\.(tar\.xz|txz)$/i.test(archive)) return Readable.fromWeb(new xz.XzReadableStream(Readable.toWeb(raw) as never) as never)
  return raw
}

function kindOfTar(type: string | null | undefined): ArchiveEntry['kind'] {
  if (type === 'file' || type === 'contiguous-file') return 'file'
  if (type === 'directory') return 'folder'
  return type === 'symlink' || type === 'link' ? 'link' : 'other'
}

/** The bits of a mode that say what an entry is, and those of a symbolic link and of devices, where Unix made the archive. */
const typeBits = 0o170000
const linkType = 0o120000
const plainTypes = [0, 0o100000, 0o040000]

async function* entriesOfZip(archive: string, total: number): AsyncIterable<ArchiveEntry> {
  // It refuses names that lead out of the archive, and an entry that unpacks to more than it says.
  const zip = await openPromise(archive, { lazyEntries: true, validateEntrySizes: true })
  try {
    for await (const entry of zip.eachEntry()) {
      const type = (entry.externalFileAttributes >>> 16) & typeBits
      const kind = type === linkType ? 'link' : !plainTypes.includes(type) ? 'other' : entry.fileName.endsWith('/') ? 'folder' : 'file'
      const read = Math.min(total, entry.relativeOffsetOfLocalHeader)
      yield { name: entry.fileName, kind, size: entry.uncompressedSize, open: () => zip.openReadStreamPromise(entry), read, total }
    }
  } finally {
    zip.close()
  }
}
