import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { codeOf, DomainError } from '../../platform/errors'
import { messageOf } from '../../platform/log'
import { TemporaryFolder } from './temporary-folder'

const pendingLengthMax = 16 * 1024 * 1024

/**
 * Keeps values on disk, in numbered buckets that are read one at a time. Parts of a thread may be anywhere in an
 * export, and an export may be larger than memory (decision 0020). Only the owner can read the folder. `close`
 * removes it.
 */
export class Spool<T> {
  private readonly pending = new Map<number, string[]>()
  private readonly buckets = new Set<number>()
  private pendingLength = 0

  private constructor(private readonly folder: TemporaryFolder) {}

  /** Opens a spool in the folder for temporary files. */
  static async open<T>(): Promise<Spool<T>> {
    return new Spool<T>(await onDisk(() => TemporaryFolder.make('cairn-import-')))
  }

  /** Adds a value to a bucket. It must survive JSON. */
  async add(bucket: number, value: T): Promise<void> {
    const line = JSON.stringify(value)
    const lines = this.pending.get(bucket)
    if (lines) lines.push(line)
    else this.pending.set(bucket, [line])
    this.buckets.add(bucket)
    this.pendingLength += line.length
    if (this.pendingLength > pendingLengthMax) await this.flush()
  }

  /** The number of buckets. */
  get size(): number {
    return this.buckets.size
  }

  /** Returns the values of each bucket in the order in which they were added, buckets by ascending number. */
  async *read(): AsyncIterable<T[]> {
    await this.flush()
    for (const bucket of [...this.buckets].sort((a, b) => a - b)) {
      const lines = (await onDisk(() => fs.readFile(this.fileOf(bucket), 'utf8'))).split('\n')
      yield lines.filter(Boolean).map((line) => JSON.parse(line))
    }
  }

  async close(): Promise<void> {
    await this.folder.remove()
  }

  private async flush(): Promise<void> {
    for (const [bucket, lines] of this.pending) await onDisk(() => fs.appendFile(this.fileOf(bucket), `${lines.join('\n')}\n`))
    this.pending.clear()
    this.pendingLength = 0
  }

  private fileOf(bucket: number): string {
    return path.join(this.folder.path, `${bucket}.jsonl`)
  }
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    throw new DomainError(
      'invalid',
      `An import keeps what it has read in ${os.tmpdir()} until it is written, and that failed: ${messageOf(error)}. Make room there, or set TMPDIR to another folder.`,
    )
  }
}
