import type { ImportContext } from './context'
import type { SourceAnswer, SourceRecord, SourceTag, SourceThread, SourceWithheld } from './source'

/** A record that is written to the database, or hides what an earlier import has written. */
export type Writable = SourceThread | SourceAnswer | SourceTag | SourceWithheld

/** Adds a record to the report. Returns it if it must be written. */
export function takeRecord({ report, addresses }: Pick<ImportContext, 'report' | 'addresses'>, record: SourceRecord): Writable | null {
  switch (record.kind) {
    case 'problem': {
      const { kind, ...problem } = record
      report.problems.push(problem)
      return null
    }
    case 'duplicate': {
      const { kind, ...duplicate } = record
      report.duplicates.push(duplicate)
      return null
    }
    case 'incomplete': {
      const { kind, ...incomplete } = record
      report.incomplete.push(incomplete)
      return null
    }
    case 'withheld':
      report.withheld.push(record)
      return record
    case 'note':
      report.notes.push(record.message)
      return null
    case 'address':
      addresses.set(record.personId, record.email)
      return null
    case 'thread':
      if (record.hidden) report.hidden.threads++
      report.hidden.replies += record.replies.filter(({ hidden }) => hidden).length
      return record
    default:
      return record
  }
}
