import { once } from 'node:events'
import type pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { listOf, quoted } from './copy-out'

/** Rows on their way into one table, in the form in which a backup holds them. */
export class CopyIn {
  private readonly stream: CopyStreamQuery
  private failure: unknown

  constructor(
    client: pg.Client,
    readonly table: string,
    columns: string[],
  ) {
    this.stream = client.query(copyFrom(`copy public.${quoted(table)} (${listOf(columns)}) from stdin`))
    // The stream says it once, perhaps while nobody waits: the caller that writes or ends next is told.
    this.stream.on('error', (error) => {
      this.failure = error
    })
  }

  /** Resolves when more can be taken. @throws what the database said. */
  async write(piece: Buffer): Promise<void> {
    if (this.failure) throw this.failure
    if (!this.stream.write(piece)) await once(this.stream, 'drain')
  }

  /** Resolves with the number of rows. @throws what the database said. */
  async end(): Promise<number> {
    if (this.failure) throw this.failure
    const ended = once(this.stream, 'finish')
    this.stream.end()
    await ended
    return this.stream.rowCount
  }
}
