import { once } from 'node:events'
import type pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { listOf, quoted } from './copy-out'

/** Writes rows into one table, in the form that a backup has. */
export class CopyIn {
  private readonly stream: CopyStreamQuery
  private failure: unknown

  constructor(
    client: pg.Client,
    readonly table: string,
    columns: string[],
  ) {
    this.stream = client.query(copyFrom(`copy public.${quoted(table)} (${listOf(columns)}) from stdin`))
    // The stream emits its error once, perhaps while nobody waits. The caller that writes or ends next gets it.
    this.stream.on('error', (error) => {
      this.failure = error
    })
  }

  /** Resolves when more can be written. @throws the error of the database. */
  async write(piece: Buffer): Promise<void> {
    if (this.failure) throw this.failure
    if (!this.stream.write(piece)) await once(this.stream, 'drain')
  }

  /** Returns the number of rows. @throws the error of the database. */
  async end(): Promise<number> {
    if (this.failure) throw this.failure
    const ended = once(this.stream, 'finish')
    this.stream.end()
    await ended
    return this.stream.rowCount
  }
}
