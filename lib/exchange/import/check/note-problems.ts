import type { Origin, SourceProblem } from '../source'

/** Collects what is wrong with a record: what was left out, and what was kept in another form. */
export class Problems {
  constructor(
    private readonly at: Origin,
    readonly list: SourceProblem[] = [],
  ) {}

  leftOut(message: string): void {
    this.list.push({ kind: 'problem', ...this.at, message })
  }

  kept(message: string): void {
    this.list.push({ kind: 'problem', ...this.at, message, kept: true })
  }

  /** Those of a part of the record, with its own place where it has one. They go into the same list. */
  of(part: Origin | undefined): Problems {
    return part ? new Problems(part, this.list) : this
  }
}
