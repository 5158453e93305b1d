import type { Db } from '../db/client'
import { expirePages } from '../expiry/expire-pages'
import { hideReplyIn, restoreReplyIn } from '../moderation/hide'
import { pagesOfThread } from '../threads'
import { system } from '../viewer/viewer'
import { moveReply } from './move-reply'
import type { Outcome } from './outcome'
import { compare, type SaidOfReply } from './said'
import type { SourceThread } from './source'

/** Why a reply is hidden that the source has no more. */
export const vanishedReason = 'The source has removed it.'

type Row = {
  id: number
  thread_id: number
  external_id: string
  said: Partial<SaidOfReply> | null
  accepted_at: Date | null
  created_at: Date
  hidden: boolean
  withdrawn: boolean
  revision_number: number
}

/**
 * Lets acceptances follow, and what the source has hidden, removed, shown again or moved to this thread. `livesIn` is
 * where the thread's replies are here. What is missing counts as removed only where the source gave all replies.
 */
export async function followReplies(
  tx: Db,
  sourceId: number,
  thread: SourceThread,
  { id, livesIn }: { id: number; livesIn: number },
  outcome: Outcome,
): Promise<void> {
  const given = new Map(thread.replies.map((reply) => [reply.externalId, reply]))
  const { threadHidden, rows } = await readReplies(tx, sourceId, thread, { id, livesIn })
  let accepted = false
  for (const row of rows) {
    const reply = given.get(row.external_id)
    let changed = false
    const keep = (message: string) => outcome.kept.push({ subject: 'reply', externalId: row.external_id, message })
    if (row.withdrawn || (!reply && !thread.complete)) continue
    if (reply && row.thread_id !== livesIn) {
      if (row.said?.thread === undefined || row.said.thread === thread.externalId) continue
      await moveReply(tx, row.id, livesIn)
      changed = true
    }
    if (reply) {
      // A date of its own means that someone accepted it here.
      const acceptedHere = row.accepted_at !== null && row.accepted_at.getTime() !== row.created_at.getTime()
      const step = compare(row.said?.accepted, reply.accepted, row.accepted_at !== null, acceptedHere)
      if (step === 'kept') keep(row.accepted_at ? 'it was accepted here: it stays so' : 'its acceptance was taken back here')
      if (step === 'follow') {
        await tx.reply.update({
          where: { id: row.id },
          data: { acceptedAt: reply.accepted ? row.created_at : null, version: { increment: 1 } },
        })
        accepted = true
        changed = true
      }
    }
    const hidden = reply ? (reply.hidden ?? null) : vanishedReason
    const step = compare(Boolean(row.said?.hidden), hidden !== null, row.hidden)
    let hid = hidden === null ? null : (row.said?.hidden ?? null)
    if (step === 'follow' && hidden !== null && row.revision_number > 1)
      keep('it was edited here: it stays although the source has removed it')
    else if (step === 'follow' && hidden !== null) {
      await hideReplyIn(tx, system, row.id, { reason: hidden, threadHidden })
      hid = hidden
      outcome.hidden.push({ subject: 'reply', externalId: row.external_id, message: hidden })
      changed = true
    } else if (step === 'follow') {
      await restoreReplyIn(tx, system, row.id, { reason: 'The source shows it again.', threadHidden })
      changed = true
    } else if (step === 'kept') keep(row.hidden ? 'it was hidden here: it stays hidden' : 'it was brought back here: it stays')
    if (changed) outcome.changed = true
    // What has vanished is no reply of this export: it is counted as hidden alone.
    if (changed && reply) outcome.replies.push(row.external_id)
    const said: SaidOfReply = { thread: thread.externalId, accepted: (reply ?? row.said)?.accepted ?? false, hidden: hid }
    await tx.importedRecord.update({
      where: { sourceId_kind_externalId: { sourceId, kind: 'reply', externalId: row.external_id } },
      data: { said },
    })
  }
  if (!accepted) return
  await tx.$executeRaw`
    update thread set accepted_count = (select count(*) from reply where thread_id = ${livesIn} and accepted_at is not null and hidden_at is null),
      version = version + 1 where id = ${livesIn}`
  await expirePages(tx, await pagesOfThread(tx, livesIn))
}

/** Known replies of the thread: those that the source gave, and those that it gave before. */
async function readReplies(tx: Db, sourceId: number, thread: SourceThread, { id, livesIn }: { id: number; livesIn: number }) {
  const ids = thread.replies.map((reply) => reply.externalId)
  const [{ hidden, merged }] = (await tx.$queryRaw`
    select t.hidden_at is not null as hidden, ${id} <> ${livesIn} or exists (select 1 from thread m where m.merged_into_id = t.id) as merged
    from thread t where t.id = ${livesIn} for update`) as [{ hidden: boolean; merged: boolean }]
  const rows = await tx.$queryRaw<Row[]>`
    select r.id, r.thread_id, i.external_id, i.said, r.accepted_at, r.created_at, r.hidden_at is not null as hidden,
      r.withdrawn_at is not null as withdrawn, r.revision_number
    from imported_record i join reply r on r.id = i.local_id
    where i.source_id = ${sourceId} and i.kind = 'reply' and (i.external_id = any(${ids}) or r.thread_id = ${livesIn})
    order by r.id`
  const known = new Set(ids)
  // Of replies that came before their thread was kept, those of a merged thread may be another's.
  const belongs = (row: Row) => (row.said?.thread === undefined ? !merged : row.said.thread === thread.externalId)
  return { threadHidden: hidden, rows: rows.filter((row) => known.has(row.external_id) || belongs(row)) }
}
