import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { DomainError } from '../../platform/errors'
import { buffersOf } from '../../platform/streams'
import { entriesOf } from './archive-entries'
import type { Progress } from './source'

/** A file of a folder or archive. `content` must be read before the next file is asked for. `size` is known in archives only. */
export type SourceFile = { name: string; content: Readable; size?: number }

/**
 * Returns the files whose names `wanted` accepts, from a folder or from a .zip, .tar, .tar.gz or .tar.xz, which is read as
 * a stream. @throws DomainError `invalid` if the path does not exist or is another kind of file.
 */
export async function* filesOf(source: string, wanted: (name: string) => boolean, progress: Progress): AsyncIterable<SourceFile> {
  const stat = await fs.stat(source).catch(() => null)
  if (!stat) throw new DomainError('invalid', `There is nothing at ${source}.`)
  if (stat.isDirectory()) yield* filesOfFolder(source, wanted, progress)
  else yield* filesOfArchive(source, wanted, progress)
}

async function* filesOfFolder(folder: string, wanted: (name: string) => boolean, progress: Progress): AsyncIterable<SourceFile> {
  const names = await namesIn(folder, wanted)
  for (const [i, name] of names.entries()) {
    yield { name, content: createReadStream(path.join(folder, name)) }
    progress(i + 1, names.length)
  }
}

/** Returns the names of files in a folder that `wanted` accepts. No file is opened. */
export async function namesIn(folder: string, wanted: (name: string) => boolean): Promise<string[]> {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter(wanted)
    .sort()
}

async function* filesOfArchive(archive: string, wanted: (name: string) => boolean, progress: Progress): AsyncIterable<SourceFile> {
  for await (const { name, kind, size, open, read, total } of entriesOf(archive)) {
    if (kind === 'file' && wanted(name)) yield { name, content: await open(), size }
    progress(read, total)
  }
}

const textLengthMax = 256 * 1024 * 1024

/** Returns the whole text of a file, without a byte order mark. @throws if it is too large for memory. */
export async function textOf({ content }: SourceFile): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  // The stream is read to its end even if it is too large, because the next file of an archive comes after it.
  for await (const chunk of buffersOf(content)) {
    length += chunk.length
    if (length <= textLengthMax) chunks.push(chunk)
    else chunks.length = 0
  }
  if (length > textLengthMax) throw new Error(`larger than ${textLengthMax / 1024 / 1024} MB`)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
}
