import { pool } from '../db/client'
import { DomainError } from '../errors'
import { emptyReport, type ImportReport } from './context'
import { followWithheld, type WithheldContext } from './follow-withheld'
import { readLedger } from './ledger'
import type { Origin, SourceRecord, SourceWithheld } from './source'

const batchSize = 500
const nowhere: Origin = { file: '', position: '' }

/**
 * Hides what an earlier import brought although its source does not show it to everyone. Nothing else changes. What was
 * hidden and brought back here stays and is listed. May be stopped and run again.
 * @throws DomainError `invalid` for a source from which nothing was imported.
 */
export async function recheckRecords(records: AsyncIterable<SourceRecord>, source: string, dryRun = false): Promise<ImportReport> {
  const client = await pool().connect()
  try {
    const { rows } = await client.query<{ id: number }>('select id from import_source where name = $1', [source])
    const [known] = rows
    if (!known) throw new DomainError('invalid', `Nothing was imported from “${source}”, so there is nothing to check again.`)
    const report = emptyReport()
    const context: WithheldContext = { client, sourceId: known.id, report }
    let batch: SourceWithheld[] = []
    const flush = async () => {
      await (dryRun ? count(context, batch) : followWithheld(context, batch, true))
      batch = []
    }
    for await (const record of records) {
      if (record.kind === 'problem') report.problems.push(record)
      batch.push(...withheldIn(record))
      if (batch.length >= batchSize) await flush()
    }
    await flush()
    return report
  } finally {
    client.release()
  }
}

/** What of a record is not for everyone. */
function withheldIn(record: SourceRecord): SourceWithheld[] {
  if (record.kind === 'withheld') return [record]
  if (record.kind !== 'thread') return []
  const of = (
    subject: 'thread' | 'reply',
    { externalId, hidden, at }: { externalId: string; hidden?: string; at?: Origin },
  ): SourceWithheld[] => (hidden === undefined ? [] : [{ kind: 'withheld', subject, externalId, reason: hidden, ...(at ?? nowhere) }])
  return [...of('thread', record), ...record.replies.flatMap((reply) => of('reply', reply))]
}

async function count({ client, sourceId, report }: WithheldContext, batch: SourceWithheld[]): Promise<void> {
  for (const subject of ['thread', 'reply'] as const) {
    const records = batch.filter((record) => record.subject === subject)
    const ledger = await readLedger(
      client,
      sourceId,
      subject,
      records.map(({ externalId }) => externalId),
    )
    const ids = [...ledger.values()].map(({ localId }) => localId)
    const { rows } = await client.query<{ id: number }>(
      `select id from ${subject} where id = any($1::int[]) and hidden_at is null and withdrawn_at is null`,
      [ids],
    )
    const shown = new Set(rows.map(({ id }) => id))
    for (const { externalId, reason } of records) {
      const entry = ledger.get(externalId)
      if (!entry || !shown.has(entry.localId)) continue
      const broughtBack = entry.said !== null && 'hidden' in entry.said && entry.said.hidden !== null
      if (broughtBack) report.kept.push({ subject, externalId, message: 'it was brought back here: it stays' })
      else report.nowHidden.push({ subject, externalId, message: reason })
    }
  }
}
