import { hideReplyIn, restoreReplyIn } from '../../curation/moderation'
import { system } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { isMovedAway, type KnownReply } from './known-replies'
import { moveReply } from './move-reply'
import type { Outcome } from './outcome'
import { compare, isOlderText, isSeenMore, type SaidOfReply } from './said'
import type { Age, SourceReply, SourceThread } from './source'

/** Reason for hiding a reply that the source no longer has. */
const vanishedReason = 'The source has removed it.'

/**
 * A known thread and its place here: `livesIn` is the thread that has its replies, `added` says that this import made it,
 * `last` is the age of the form that was imported last.
 */
export type PlacedThread = { thread: SourceThread; id: number; livesIn: number; added: boolean; last?: Age }

/** A reply as it is here, and as the export has it. `reply` is undefined if the export lacks it; `number` counts from 1. */
export type ComparedReply = { row: KnownReply; reply?: SourceReply; number?: number; threadHidden: boolean }

type Keep = (message: string) => void

/**
 * Updates one known reply from the source: its thread, its acceptance and whether it is hidden. Returns what the ledger
 * keeps of it and whether its acceptance changed, or null if the reply was not compared.
 */
export async function followReply(
  tx: Db,
  compared: ComparedReply,
  place: PlacedThread,
  outcome: Outcome,
): Promise<{ said: SaidOfReply; acceptance: boolean } | null> {
  const { row, reply, number = null } = compared
  const { thread, livesIn, added, last } = place
  const keep: Keep = (message) => outcome.kept.push({ subject: 'reply', externalId: row.external_id, message })
  if (row.withdrawn || (!reply && !thread.complete)) return null
  if (!reply && isLaterThan(thread, last, row)) {
    if (!row.hidden) keep('it is newer than this export of its thread and stays visible')
    return null
  }
  const moves = reply !== undefined && row.thread_id !== livesIn
  if (moves && !isMovedAway(row, thread)) return null
  if (moves) await moveReply(tx, row.id, livesIn, added ? number : null)
  const acceptance = reply !== undefined && (await followAcceptance(tx, row, reply, keep))
  const { changed, hidden } = await followHiddenState(tx, compared, outcome, keep)
  if (moves || acceptance || changed) {
    outcome.changed = true
    // A reply that the source has removed is not a reply of this export: it counts as hidden only.
    if (reply) outcome.replies.push(row.external_id)
  }
  return { said: saidNow(compared, thread, hidden), acceptance }
}

/** Whether a reply may have been written after the thread was saved. Then its absence does not mean that the source has removed it. */
function isLaterThan({ age }: SourceThread, last: Age | undefined, { created_at }: KnownReply): boolean {
  return age !== undefined && created_at.toISOString() > age.latest && !isSeenMore(last, age)
}

/** Returns whether the acceptance changed here. */
async function followAcceptance(tx: Db, row: KnownReply, reply: SourceReply, keep: Keep): Promise<boolean> {
  // Imports accept with the date of the reply, so another date means that someone accepted it here.
  const acceptedHere = row.accepted_at !== null && row.accepted_at.getTime() !== row.created_at.getTime()
  const step = compare(row.said?.accepted, reply.accepted, row.accepted_at !== null, acceptedHere)
  if (step === 'kept')
    keep(row.accepted_at ? 'it was accepted here and stays accepted' : 'its acceptance was removed here and stays removed')
  if (step !== 'follow') return false
  await tx.reply.update({
    where: { id: row.id },
    data: { acceptedAt: reply.accepted ? row.created_at : null, version: { increment: 1 } },
  })
  return true
}

/** Hides or restores a reply. Returns whether it changed, and the reason for which this or an earlier import has hidden it. */
async function followHiddenState(
  tx: Db,
  { row, reply, threadHidden }: ComparedReply,
  outcome: Outcome,
  keep: Keep,
): Promise<{ changed: boolean; hidden: string | null }> {
  const reason = reply ? (reply.hidden ?? null) : vanishedReason
  const last = row.said?.hidden ?? null
  const step = compare(Boolean(last), reason !== null, row.hidden)
  const unchanged = { changed: false, hidden: reason === null ? null : last }
  if (row.deleted) {
    if (reason === null && last) keep('its author deleted it here and it stays hidden')
    return unchanged
  }
  if (step === 'kept') keep(row.hidden ? 'it was hidden here and stays hidden' : 'it was restored here and stays visible')
  if (step !== 'follow') return unchanged
  if (reason === null) {
    await restoreReplyIn(tx, system, row.id, { reason: 'The source shows it again.', threadHidden })
    outcome.restored.push(row.external_id)
    return { changed: true, hidden: null }
  }
  if (row.revision_number > 1) {
    keep('it was edited here and stays visible, although the source has removed it')
    return unchanged
  }
  await hideReplyIn(tx, system, row.id, { reason, threadHidden })
  outcome.hidden.push({ subject: 'reply', externalId: row.external_id, message: reason })
  return { changed: true, hidden: reason }
}

function saidNow({ row, reply }: ComparedReply, thread: SourceThread, hidden: string | null): SaidOfReply {
  const said: SaidOfReply = { thread: thread.externalId, accepted: (reply ?? row.said)?.accepted ?? false, hidden }
  const isNewText = reply !== undefined && !isOlderText(row.said, reply)
  const updatedAt = (isNewText && reply.updatedAt?.toISOString()) || row.said?.updatedAt
  return updatedAt ? { ...said, updatedAt } : said
}
