import { hideReplyIn } from '../../curation/moderation'
import { system } from '../../identity/viewer'
import { type Db, transaction } from '../../platform/db'
import { attempt } from './attempt'
import type { ImportContext } from './context'
import { followHidden } from './follow-hidden'
import { type LedgerEntry, readLedger } from './ledger'
import { noOutcome, type Outcome } from './outcome'
import { compare } from './said'
import type { Origin, SourceWithheld } from './source'

/** The part of the context that hiding needs. */
export type WithheldContext = Pick<ImportContext, 'client' | 'sourceId' | 'report'>

/**
 * Hides what an earlier import brought and the source no longer shows to everyone. Posts that people here have worked
 * on stay visible and are reported, unless `always` is set.
 */
export async function followWithheld(context: WithheldContext, withheld: SourceWithheld[], always = false): Promise<void> {
  const { client, sourceId, report } = context
  for (const subject of ['thread', 'reply'] as const) {
    const records = withheld.filter((record) => record.subject === subject)
    if (records.length === 0) continue
    const ledger = await readLedger(
      client,
      sourceId,
      subject,
      records.map(({ externalId }) => externalId),
    )
    for (const record of records) {
      const entry = ledger.get(record.externalId)
      if (!entry) continue
      const outcome = await attempt(report, originOf(record), `The ${subject} could not be hidden`, () =>
        transaction((tx) => followRecord(tx, sourceId, { record, entry, always })),
      )
      if (!outcome) continue
      report.kept.push(...outcome.kept)
      report.nowHidden.push(...outcome.hidden)
    }
  }
}

function originOf({ subject, externalId, file, position }: SourceWithheld): Origin {
  return { file: file || 'import', position: position || `${subject} ${externalId}` }
}

type Known = { record: SourceWithheld; entry: LedgerEntry; always: boolean }

async function followRecord(tx: Db, sourceId: number, known: Known): Promise<Outcome> {
  const { record, entry, always } = known
  const { externalId, reason } = record
  const outcome = noOutcome()
  const hidden =
    record.subject === 'thread'
      ? await followHidden(
          tx,
          sourceId,
          { threadId: entry.localId, externalId, hidden: reason, last: lastReasonOf(entry), always },
          outcome,
        )
      : await followHiddenReply(tx, known, outcome)
  // Without a digest the record is compared again if the source shows it again unchanged.
  await tx.importedRecord.update({
    where: { sourceId_kind_externalId: { sourceId, kind: record.subject, externalId } },
    data: { digest: new Uint8Array(), ...(hidden === null ? {} : { said: { ...entry.said, hidden } }) },
  })
  return outcome
}

/** The reason for which an earlier import has hidden a record. */
function lastReasonOf({ said }: LedgerEntry): string | null {
  return said && 'hidden' in said ? said.hidden : null
}

async function followHiddenReply(tx: Db, { record, entry, always }: Known, outcome: Outcome): Promise<string | null> {
  const { externalId, reason } = record
  const { localId: replyId } = entry
  const last = lastReasonOf(entry)
  const here = await tx.reply.findUniqueOrThrow({
    where: { id: replyId },
    select: { hiddenAt: true, withdrawnAt: true, revisionNumber: true, threadId: true, thread: { select: { hiddenAt: true } } },
  })
  if (here.withdrawnAt !== null) return last
  const keep = (message: string) => outcome.kept.push({ subject: 'reply', externalId, message })
  const step = compare(last !== null, true, here.hiddenAt !== null)
  if (step === 'kept') keep('it was restored here and stays visible')
  if (step !== 'follow') return last
  if (here.revisionNumber > 1 && !always) {
    keep('it was edited here and stays visible, although the source no longer shows it')
    return last
  }
  await hideReplyIn(tx, system, replyId, { reason, threadHidden: here.thread.hiddenAt !== null })
  await tx.importedRecord.updateMany({ where: { kind: 'thread', localId: here.threadId }, data: { digest: new Uint8Array() } })
  outcome.hidden.push({ subject: 'reply', externalId, message: reason })
  outcome.changed = true
  return reason
}
