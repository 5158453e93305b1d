import { emptyReport, type ImportReport } from './report'
import type { SourceRecord } from './source'
import { takeRecord } from './take-record'

/** Reports what an import into an empty database would do. Nothing is written, and no database is needed. */
export async function countRecords(records: AsyncIterable<SourceRecord>): Promise<ImportReport> {
  const report = emptyReport()
  const addresses = new Map<string, string>()
  for await (const record of records) {
    const writable = takeRecord({ report, addresses }, record)
    if (writable?.kind === 'thread') {
      report.threads.added++
      report.replies.added += writable.replies.length
    } else if (writable?.kind === 'answer') report.answers.added++
  }
  return report
}
