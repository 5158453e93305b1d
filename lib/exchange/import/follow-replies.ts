import { pagesOfThread } from '../../community/threads'
import { hideReplyIn, restoreReplyIn } from '../../curation/moderation'
import { system } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { expirePages } from '../../platform/expiry'
import { isMovedAway, type KnownReply, readKnownReplies } from './known-replies'
import { moveReply } from './move-reply'
import type { Outcome } from './outcome'
import { compare, isOlderText, isSameSaid, isSeenMore, type SaidOfReply } from './said'
import type { Age, SourceThread } from './source'

/** Why a reply is hidden that the source has no more. */
export const vanishedReason = 'The source has removed it.'

/** Where a thread is here: `livesIn` has its replies, `added` says that this import made it, `last` which form came last. */
type Place = { id: number; livesIn: number; added: boolean; last?: Age }

/**
 * Lets acceptances follow, and what the source has hidden, removed, shown again or moved to this thread. What is missing
 * counts as removed only where the source gave all replies.
 */
export async function followReplies(tx: Db, sourceId: number, thread: SourceThread, place: Place, outcome: Outcome): Promise<void> {
  const { livesIn } = place
  const given = new Map(thread.replies.map((reply, i) => [reply.externalId, { reply, number: i + 1 }]))
  const { threadHidden, rows } = await readKnownReplies(tx, sourceId, thread, place)
  const written: { externalId: string; said: SaidOfReply }[] = []
  let accepted = false
  for (const row of rows) {
    const { reply, number } = given.get(row.external_id) ?? { reply: undefined, number: 0 }
    let changed = false
    const keep = (message: string) => outcome.kept.push({ subject: 'reply', externalId: row.external_id, message })
    if (row.withdrawn || (!reply && !thread.complete)) continue
    if (!reply && isLaterThan(thread, place.last, row)) {
      if (!row.hidden) keep('it is newer than this export of its thread and stays visible')
      continue
    }
    if (reply && row.thread_id !== livesIn) {
      if (!isMovedAway(row, thread)) continue
      await moveReply(tx, row.id, livesIn, place.added ? number : null)
      changed = true
    }
    if (reply) {
      // A date of its own means that someone accepted it here.
      const acceptedHere = row.accepted_at !== null && row.accepted_at.getTime() !== row.created_at.getTime()
      const step = compare(row.said?.accepted, reply.accepted, row.accepted_at !== null, acceptedHere)
      if (step === 'kept')
        keep(row.accepted_at ? 'it was accepted here and stays accepted' : 'its acceptance was removed here and stays removed')
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
      keep('it was edited here and stays visible, although the source has removed it')
    else if (step === 'follow' && hidden !== null) {
      await hideReplyIn(tx, system, row.id, { reason: hidden, threadHidden })
      hid = hidden
      outcome.hidden.push({ subject: 'reply', externalId: row.external_id, message: hidden })
      changed = true
    } else if (step === 'follow') {
      await restoreReplyIn(tx, system, row.id, { reason: 'The source shows it again.', threadHidden })
      outcome.restored.push(row.external_id)
      changed = true
    } else if (step === 'kept') keep(row.hidden ? 'it was hidden here and stays hidden' : 'it was restored here and stays visible')
    if (changed) outcome.changed = true
    // What has vanished is no reply of this export: it is counted as hidden alone.
    if (changed && reply) outcome.replies.push(row.external_id)
    const said: SaidOfReply = { thread: thread.externalId, accepted: (reply ?? row.said)?.accepted ?? false, hidden: hid }
    const updatedAt = !reply || isOlderText(row.said, reply) ? row.said?.updatedAt : (reply.updatedAt?.toISOString() ?? row.said?.updatedAt)
    if (updatedAt) said.updatedAt = updatedAt
    if (!isSameSaid(row.said, said)) written.push({ externalId: row.external_id, said })
  }
  await writeSaid(tx, sourceId, written)
  if (!accepted) return
  await tx.$executeRaw`
    update thread set accepted_count = (select count(*) from reply where thread_id = ${livesIn} and accepted_at is not null and hidden_at is null),
      version = version + 1 where id = ${livesIn}`
  await expirePages(tx, await pagesOfThread(tx, livesIn))
}

/** Whether a reply may have been written after the thread was saved: then nothing says that the source has removed it. */
function isLaterThan({ age }: SourceThread, last: Age | undefined, { created_at }: KnownReply): boolean {
  return age !== undefined && created_at.toISOString() > age.latest && !isSeenMore(last, age)
}

/** Of a thread of ten thousand replies as quickly as of one. */
async function writeSaid(tx: Db, sourceId: number, rows: { externalId: KnownReply['external_id']; said: SaidOfReply }[]): Promise<void> {
  if (rows.length === 0) return
  await tx.$executeRaw`
    update imported_record i set said = u.said::jsonb
    from unnest(${rows.map(({ externalId }) => externalId)}::text[], ${rows.map(({ said }) => JSON.stringify(said))}::text[]) as u(external_id, said)
    where i.source_id = ${sourceId} and i.kind = 'reply' and i.external_id = u.external_id`
}
