import { createWriteStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { DomainError } from '../../platform/errors'
import { bytesOf, storable } from '../../shared'
import type { SentForm } from './read-form'

export type FileBounds = { bytes: number; files: number }

/** Files of a form, on the disk. */
export type ReceivedFile = { name: string; bytes: number }

const fieldBytesMax = 10_000
const fieldsMax = 50
/** So much of what is refused is still read, so that its sender can read why. */
const readOnBytesMax = 50_000_000

/**
 * Reads a form with files, and writes them into a folder as they come: never more than a piece of them is in memory. Files get the
 * last part of their name, without letters that a path could be made of. @throws DomainError `invalid` for more files or bytes than the
 * bounds, for two files of one name, and for what is no form.
 */
export async function receiveFiles(
  request: IncomingMessage,
  folder: string,
  bounds: FileBounds,
): Promise<{ values: SentForm['values']; files: ReceivedFile[] }> {
  const type = request.headers['content-type']
  if (!type?.startsWith('multipart/form-data')) throw new DomainError('invalid', 'Choose a file.', 'file')
  const parser = new Busboy({
    headers: { 'content-type': type },
    limits: { fields: fieldsMax, fieldSize: fieldBytesMax, files: bounds.files + 1, headerPairs: 20 },
  })
  const receiver = new Receiver(folder, bounds, () => parser.destroy(new Error('Nobody reads the rest.')))
  parser.on('field', (name, value) => receiver.field(name, value))
  parser.on('file', (_field, stream, name) => receiver.file(stream, name))
  try {
    await pipeline(request, parser)
  } catch {
    // What a refused file leaves unread ends the form, too.
    if (!receiver.refusal) throw new DomainError('invalid', 'This form did not come whole. Try again.')
  }
  await receiver.finish()
  return { values: receiver.values, files: receiver.files }
}

/** Takes the parts of one form. The first thing that is wrong is kept as `refusal`; what comes after it is read and dropped. */
class Receiver {
  // Without a prototype: a field may be called "constructor".
  readonly values: SentForm['values'] = Object.create(null)
  readonly files: ReceivedFile[] = []
  refusal: Error | undefined
  private readonly writing: Promise<void>[] = []
  private bytes = 0
  private dropped = 0

  constructor(
    private readonly folder: string,
    private readonly bounds: FileBounds,
    private readonly abort: () => void,
  ) {}

  field(name: string, value: string): void {
    this.values[name] ??= []
    this.values[name].push(storable(value).replace(/\r\n?/g, '\n'))
  }

  file(stream: Readable, given: string | undefined): void {
    // A field in which nothing was chosen comes as a file without a name.
    if (!given) {
      stream.resume()
      return
    }
    const name = nameOf(given)
    if (this.files.length >= this.bounds.files) this.refuse(`These are more than ${this.bounds.files} files. Pack them into one archive.`)
    if (this.files.some((file) => file.name.toLowerCase() === name.toLowerCase())) this.refuse(`Two files are called “${name}”.`)
    if (this.refusal) {
      stream.on('data', (chunk: Buffer) => this.drop(chunk)).on('error', () => undefined)
      return
    }
    const file = { name, bytes: 0 }
    this.files.push(file)
    this.writing.push(
      this.write(stream, file).catch((error) => {
        this.refusal ??= error
        // Such as on a full disk: nobody reads the rest.
        this.abort()
      }),
    )
  }

  /** Waits until all is on the disk. @throws what was wrong. */
  async finish(): Promise<void> {
    await Promise.all(this.writing)
    if (this.refusal) throw this.refusal
  }

  private async write(stream: Readable, file: ReceivedFile): Promise<void> {
    const counted = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        file.bytes += chunk.length
        this.bytes += chunk.length
        if (this.bytes <= this.bounds.bytes) return done(null, chunk)
        this.refuse(`This is more than ${bytesOf(this.bounds.bytes)}, which is the bound of this site (CAIRN_IMPORT_MB).`)
        this.drop(chunk)
        done()
      },
    })
    await pipeline(stream, counted, createWriteStream(path.join(this.folder, file.name), { flags: 'wx', mode: 0o600 }))
  }

  private refuse(message: string): void {
    this.refusal ??= new DomainError('invalid', message, 'file')
  }

  private drop(chunk: Buffer): void {
    this.dropped += chunk.length
    if (this.dropped > readOnBytesMax) this.abort()
  }
}

/** The last part of a name, in letters that every file system stores, not hidden. */
function nameOf(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  return (
    last
      .replace(/[^\p{L}\p{N}._ -]+/gu, '_')
      .replace(/^[. ]+/, '')
      .slice(-120) || 'file'
  )
}
