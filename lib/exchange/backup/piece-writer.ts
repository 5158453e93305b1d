import { createHash } from 'node:crypto'
import type { ArchiveWriter } from './archive'
import type { Part } from './manifest'

/** Memory for a table: one piece, however large the table is. */
const pieceBytes = 4_000_000

/** Writes a stream of unknown length as entries of bounded size, and sums it up. */
export class PieceWriter {
  private readonly hash = createHash('sha256')
  private chunks: Buffer[] = []
  private waiting = 0
  private number = 0
  private bytes = 0

  constructor(
    private readonly archive: ArchiveWriter,
    private readonly nameOf: (number: number) => string,
  ) {}

  async write(chunk: Buffer): Promise<void> {
    this.hash.update(chunk)
    this.chunks.push(chunk)
    this.waiting += chunk.length
    this.bytes += chunk.length
    if (this.waiting >= pieceBytes) await this.flush()
  }

  async end(rows: number): Promise<Part> {
    if (this.waiting > 0) await this.flush()
    return { rows, bytes: this.bytes, sha256: this.hash.digest('hex') }
  }

  private async flush(): Promise<void> {
    const piece = Buffer.concat(this.chunks)
    this.chunks = []
    this.waiting = 0
    this.number += 1
    await this.archive.add(this.nameOf(this.number), piece)
  }
}
