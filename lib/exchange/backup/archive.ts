import path from 'node:path'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import tar from 'tar-stream'
import { codeOf, DomainError } from '../../platform/errors'
import { messageOf } from '../../platform/log'
import { buffersOf } from '../../platform/streams'

/** An entry of an archive, small enough for memory. */
export type Entry = { name: string; content: Buffer }

/** Entries that we write are much smaller. A larger one is damaged, and would fill the memory. */
const entryBytesMax = 256_000_000

/** Writes entries one after the other into a compressed tar. A tar needs each size in advance, so long content is written in pieces. */
export class ArchiveWriter {
  private readonly pack = tar.pack()
  private readonly written: Promise<void>
  private failure: unknown

  constructor(target: Writable) {
    this.written = pipeline(Readable.from(this.pack), createGzip(), target)
    // The caller that adds or finishes next gets the error. An entry that is being written ends, because the tar is
    // destroyed.
    this.written.catch((error) => {
      this.failure = error
    })
  }

  /** Resolves when more can be added. @throws the error of the target, such as a full disk. */
  async add(name: string, content: Buffer): Promise<void> {
    if (this.failure) throw this.failure
    await new Promise<void>((resolve, reject) => {
      const sink = this.pack.entry({ name, mode: 0o600 }, content, (error) => (error ? reject(this.failure ?? error) : resolve()))
      // The callback gets the error. Without a listener the error would end the process.
      sink.on('error', () => undefined)
    })
  }

  async finish(): Promise<void> {
    this.pack.finalize()
    await this.written
  }

  /** Gives up. The target is closed with half an archive. */
  async abort(): Promise<void> {
    this.pack.destroy(new Error('aborted'))
    await this.written.catch(() => undefined)
  }
}

/** Reads the entries of an archive in order. @throws DomainError `invalid` if it is damaged or not an archive. */
export async function* readArchive(file: string, raw: Readable): AsyncIterable<Entry> {
  const extract = tar.extract()
  const gunzip = createGunzip()
  raw.on('error', (error) => extract.destroy(error))
  gunzip.on('error', (error) => extract.destroy(error))
  raw.pipe(gunzip).pipe(extract)
  try {
    for await (const entry of extract) {
      const { name, size = 0, type } = entry.header
      if (type !== 'file' || size > entryBytesMax) throw new Error(`it has an entry ${name} that no backup has`)
      const chunks: Buffer[] = []
      for await (const chunk of buffersOf(entry)) chunks.push(chunk)
      yield { name, content: Buffer.concat(chunks) }
    }
  } catch (error) {
    if (error instanceof DomainError || codeOf(error) === 'ENOENT') throw error
    throw damaged(file, messageOf(error))
  } finally {
    raw.destroy()
    gunzip.destroy()
  }
}

/** Returns the error for an archive that can't be trusted. */
export function damaged(file: string, because: string): DomainError {
  return new DomainError('invalid', `${path.basename(file)} is damaged, or no backup of Cairn: ${because}. Nothing was restored from it.`)
}
