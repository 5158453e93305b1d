import { z } from 'zod'
import { pool, queryRows, Visibility } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { followWithheld, type WithheldContext } from './follow-withheld'
import { readLedger } from './ledger'
import { emptyReport, type ImportReport } from './report'
import type { Origin, SourceRecord, SourceThread, SourceTopic, SourceWithheld } from './source'
import { isMoreOpen } from './topics'

/** Something that may have to be hidden, unless only the people of `visibility` see it here. */
type Suspect = SourceWithheld & Pick<SourceTopic, 'visibility'>

const batchSize = 500
const nowhere: Origin = { file: '', position: '' }

/**
 * Hides what an earlier import brought although its source does not show it to everyone. Nothing else changes. What
 * was hidden and then restored here stays visible and is listed. It may be stopped and run again. @throws DomainError
 * `invalid` for a source from which nothing was imported.
 */
export async function recheckRecords(records: AsyncIterable<SourceRecord>, source: string, dryRun = false): Promise<ImportReport> {
  const client = await pool().connect()
  try {
    const [known] = await queryRows(client, Id, 'select id from import_source where name = $1', [source])
    if (!known) throw new DomainError('invalid', `Nothing was imported from “${source}”, so there is nothing to check again.`)
    const report = emptyReport()
    const context: WithheldContext = { client, sourceId: known.id, report }
    let batch: Suspect[] = []
    const flush = async () => {
      const withheld = await withoutRestricted(context, batch)
      await (dryRun ? count(context, withheld) : followWithheld(context, withheld, true))
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

/** Returns the parts of a record that are not for everyone. */
function withheldIn(record: SourceRecord): Suspect[] {
  if (record.kind === 'withheld') return [record]
  if (record.kind !== 'thread') return []
  const of = (subject: 'thread' | 'reply', { externalId, hidden, at }: { externalId: string; hidden?: string; at?: Origin }): Suspect[] =>
    hidden === undefined ? [] : [{ kind: 'withheld', subject, externalId, reason: hidden, ...(at ?? nowhere) }]
  return [...of('thread', record), ...restrictedIn(record), ...record.replies.flatMap((reply) => of('reply', reply))]
}

/** With --restricted, threads of restricted categories are not `withheld`: they may be here, for the people who may read them. */
function restrictedIn({ externalId, hidden, topic: { name, visibility }, at }: SourceThread): Suspect[] {
  if (visibility === undefined || hidden !== undefined) return []
  const reason = `not everyone may read its category “${name}”`
  return [{ kind: 'withheld', subject: 'thread', externalId, reason, visibility, ...(at ?? nowhere) }]
}

const Id = z.object({ id: z.int() })
const Seen = z.object({ external_id: z.string(), visibility: z.enum(Visibility) })

/** Leaves out threads that are visible here only to people who may see them. */
async function withoutRestricted({ client, sourceId }: WithheldContext, suspects: Suspect[]): Promise<SourceWithheld[]> {
  const externalIds = suspects.flatMap(({ externalId, visibility }) => (visibility === undefined ? [] : [externalId]))
  if (externalIds.length === 0) return suspects
  const rows = await queryRows(
    client,
    Seen,
    `select r.external_id, o.visibility from imported_record r join thread t on t.id = r.local_id
     join thread home on home.id = coalesce(t.merged_into_id, t.id) join topic o on o.id = home.topic_id
     where r.source_id = $1 and r.kind = 'thread' and r.external_id = any($2)`,
    [sourceId, externalIds],
  )
  const here = new Map(rows.map(({ external_id, visibility }) => [external_id, visibility]))
  return suspects.flatMap(({ visibility, ...withheld }): SourceWithheld[] => {
    const seenBy = here.get(withheld.externalId)
    return visibility === undefined || (seenBy && isMoreOpen(seenBy, visibility)) ? [withheld] : []
  })
}

const Here = z.object({ id: z.int(), shown: z.boolean(), merged_into_id: z.int().nullable() })

/** Reports what a run would do. `follow-withheld.ts` and `follow-hidden.ts` do it. */
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
    const rows = await queryRows(
      client,
      Here,
      `select id, hidden_at is null as shown, ${subject === 'thread' ? 'merged_into_id' : 'null::int as merged_into_id'}
       from ${subject} where id = any($1::int[]) and withdrawn_at is null`,
      [ids],
    )
    const hereOf = new Map(rows.map((row) => [row.id, row]))
    for (const { externalId, reason } of records) {
      const entry = ledger.get(externalId)
      const here = entry && hereOf.get(entry.localId)
      if (!here) continue
      const keep = (message: string) => report.kept.push({ subject, externalId, message })
      const broughtBack = entry.said !== null && 'hidden' in entry.said && entry.said.hidden !== null
      if (here.merged_into_id !== null) keep(`it was merged into thread ${here.merged_into_id} here and stays there`)
      else if (here.shown && broughtBack) keep('it was restored here and stays visible')
      else if (here.shown) report.nowHidden.push({ subject, externalId, message: reason })
    }
  }
}
