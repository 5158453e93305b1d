import type { Origin, SourceProblem } from '../source'

/** Collects the problems of a record: what was left out, and what was changed. */
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

  /** Returns problems with the place of a part of the record, if it has one. They go into the same list. */
  of(part: Origin | undefined): Problems {
    return part ? new Problems(part, this.list) : this
  }
}
