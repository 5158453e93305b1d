import { db } from '../../../platform/db'
import { DomainError } from '../../../platform/errors'
import { log, messageOf } from '../../../platform/log'
import type { SourceRecord } from '../source'

const everyMs = 1_000

/** Thrown into an import that was asked to stop, or whose process ends. What it has written stays, and it goes on from there. */
export class Interrupted extends DomainError {
  constructor() {
    super('conflict', 'The import was stopped.')
  }
}

/**
 * Writes once a second how far an import is, and asks whether it shall stop. It is told by `note`, `count` and `goOn`, which the
 * import calls; `note` and `goOn` throw `Interrupted`.
 */
export class RunProgress {
  private part = 0
  private threads = 0
  private posts = 0
  private isStopWanted = false
  private readonly since = Date.now()
  private readonly timer: NodeJS.Timeout
  private writing: Promise<void> = Promise.resolve()

  constructor(
    private readonly id: number,
    private readonly workedMs: number,
    private readonly isEnding: () => boolean,
  ) {
    this.timer = setInterval(() => {
      this.writing = this.writing.then(() => this.write())
    }, everyMs)
  }

  /** `part`: from 0 to 1. */
  note(part: number): void {
    this.part = Math.min(1, Math.max(0, part))
    this.goOn()
  }

  count(record: SourceRecord): void {
    if (record.kind === 'thread') {
      this.threads++
      this.posts += 1 + record.replies.length
    } else if (record.kind === 'answer') this.posts++
  }

  goOn(): void {
    if (this.isStopWanted || this.isEnding()) throw new Interrupted()
  }

  /** Writes a last time. */
  async end(): Promise<void> {
    clearInterval(this.timer)
    await this.writing
    await this.write()
  }

  private async write(): Promise<void> {
    const { part, threads, posts } = this
    try {
      const { stopWanted } = await db().importRun.update({
        where: { id: this.id },
        data: { part, threads, posts, workedMs: this.workedMs + Date.now() - this.since },
        select: { stopWanted: true },
      })
      this.isStopWanted = stopWanted
    } catch (error) {
      log('warn', 'progress of an import not noted', { error: messageOf(error) })
    }
  }
}
