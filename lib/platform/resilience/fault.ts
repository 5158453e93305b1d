import { log } from '../log'

/** What the log says when a fault begins, with the reason, and when it ends. */
type Lines = { begins: string; ends: string; fields?: Record<string, string> }

/**
 * Something that may fail for a while. The log gets one line when that begins and one when it ends, not one each time it is met, or a
 * fault of a minute would fill a disk.
 */
export class Fault {
  private reason = ''

  constructor(private readonly lines: Lines) {}

  /** What is wrong now; empty where nothing is. */
  get now(): string {
    return this.reason
  }

  /** It fails, for this reason. */
  met(reason: string): void {
    // Some errors come without a message, as those of a connection that several addresses refuse.
    const because = reason || 'It does not say why.'
    if (!this.reason) log('warn', this.lines.begins, { because })
    this.reason = because
  }

  /** It works. */
  over(): void {
    if (this.reason) log('info', this.lines.ends, this.lines.fields)
    this.reason = ''
  }
}
