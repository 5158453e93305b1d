import type { Origin } from './source'
import type { Writable } from './take-record'

/** Posts of one transaction: large enough to be quick, small enough that a kill loses seconds. */
const postsPerBatch = 600

/** Writes one batch. `at` returns the place of a record in the export. */
export type WriteBatch = (batch: Writable[], at: (record: Writable) => Origin | undefined) => Promise<void>

/** Collects records into batches. A batch is written while the next one is read and converted. */
export class Batches {
  private batch: Writable[] = []
  private posts = 0
  private writing: Promise<void> = Promise.resolve()
  private readonly origins = new WeakMap<Writable, Origin>()

  constructor(private readonly write: WriteBatch) {}

  /** Adds a record, and starts to write the batch if it is full. @throws the error of an earlier batch. */
  async add(record: Writable): Promise<void> {
    const stored = { ...record }
    // The place is not part of the record: the same thread in another file is the same thread.
    if ('at' in stored) {
      if (stored.at) this.origins.set(stored, stored.at)
      delete stored.at
    }
    this.batch.push(stored)
    this.posts += stored.kind === 'thread' ? 1 + stored.replies.length : 1
    if (this.posts >= postsPerBatch) await this.flush()
  }

  /** Writes the last batch. */
  async finish(): Promise<void> {
    await this.flush()
    await this.writing
  }

  /** Waits until nothing is being written any more, also after a failure. */
  async settle(): Promise<void> {
    await this.writing.catch(() => undefined)
  }

  private async flush(): Promise<void> {
    const full = this.batch
    this.batch = []
    this.posts = 0
    await this.writing
    this.writing = this.write(full, (record) => this.origins.get(record))
    // The error is thrown where `writing` is awaited next.
    this.writing.catch(() => undefined)
  }
}
