import fs from 'node:fs'
import fsp from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { DomainError } from '../../platform/errors'
import { buffersOf } from '../../platform/streams'

/** A backup that can be read more than once, and the pictures beside it. */
export type BackupSource = {
  /** The name that messages use. */
  name: string
  size: number
  open(): Promise<Readable>
  /** Returns a picture that is beside the backup, or null. */
  picture(name: string): Promise<Buffer | null>
  /** Returns the list of deleted people beside the backup, which is newer than the backup, or null. */
  erasures(): Promise<string | null>
}

/** Path of a picture in a folder or bucket of backups. */
export const pictureBeside = (name: string) => `pictures/${name.slice(0, 2)}/${name}`

/** Name of the list of deleted people beside automatic backups. */
export const erasuresBeside = 'erasures.jsonl'

/** Returns a backup in a file. @throws DomainError `invalid` if there is none. */
export async function fileSource(file: string): Promise<BackupSource> {
  const stat = await fsp.stat(file).catch(() => null)
  if (!stat?.isFile()) throw new DomainError('invalid', `There is no file ${file}.`)
  return {
    name: file,
    size: stat.size,
    open: async () => fs.createReadStream(file),
    picture: (name) => readOrNull(path.join(path.dirname(file), pictureBeside(name))),
    erasures: async () => (await readOrNull(path.join(path.dirname(file), erasuresBeside)))?.toString() ?? null,
  }
}

function readOrNull(file: string): Promise<Buffer | null> {
  return fsp.readFile(file).catch((error) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

/** Calls `onBytes` with the size of each chunk of a stream. */
export function counted(raw: Readable, onBytes: (bytes: number) => void): Readable {
  async function* read() {
    for await (const chunk of buffersOf(raw)) {
      onBytes(chunk.length)
      yield chunk
    }
  }
  return Readable.from(read(), { objectMode: false })
}
