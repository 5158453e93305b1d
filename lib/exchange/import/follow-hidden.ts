import { hideThreadIn, restoreThreadIn } from '../../curation/moderation'
import { system } from '../../identity/viewer'
import type { Db } from '../../platform/db'
import { readUses } from './built-on'
import type { Outcome } from './outcome'
import { compare } from './said'
import type { SourceThread } from './source'

/** A thread that people here have used in one of these ways stays visible when the source hides it. */
const reasonsToStay = ['edited', 'replied to', 'covered by an answer']

type HidableThread = Pick<SourceThread, 'externalId' | 'hidden'> & {
  threadId: number
  /** The reason for which an earlier import has hidden it. */
  last: string | null | undefined
  /** Hides it even if people here have edited it, replied to it or covered it. */
  always?: boolean
}

/**
 * Hides a thread that the source has hidden, and restores it if the source shows it again. Returns the reason for
 * which this or an earlier import has hidden it, for the ledger.
 */
export async function followHidden(
  tx: Db,
  sourceId: number,
  { threadId, last, always = false, ...thread }: HidableThread,
  outcome: Outcome,
): Promise<string | null> {
  const here = await tx.thread.findUniqueOrThrow({
    where: { id: threadId },
    select: { hiddenAt: true, deletedAt: true, withdrawnAt: true, mergedIntoId: true },
  })
  const unchanged = thread.hidden === undefined ? null : (last ?? null)
  if (here.withdrawnAt !== null) return unchanged
  const keep = (message: string) => outcome.kept.push({ subject: 'thread', externalId: thread.externalId, message })
  if (here.mergedIntoId !== null) {
    if (thread.hidden !== undefined) keep(`it was merged into thread ${here.mergedIntoId} here and stays there`)
    return unchanged
  }
  if (here.deletedAt !== null) {
    if (thread.hidden === undefined && last) keep('its author deleted it here and it stays hidden')
    return unchanged
  }
  const step = compare(Boolean(last), thread.hidden !== undefined, here.hiddenAt !== null)
  if (step === 'kept') keep(here.hiddenAt ? 'it was hidden here and stays hidden' : 'it was restored here and stays visible')
  if (step !== 'follow') return unchanged
  if (thread.hidden === undefined) {
    await restoreThreadIn(tx, system, threadId, { reason: 'The source shows it again.' })
    outcome.changed = true
    return null
  }
  if (!always) {
    const uses = ((await readUses(tx, sourceId, [threadId])).get(threadId) ?? []).filter((use) => reasonsToStay.includes(use))
    if (uses.length > 0) {
      keep(`it was ${uses.join(' and ')} here and stays visible, although the source no longer shows it`)
      return unchanged
    }
  }
  await hideThreadIn(tx, system, threadId, { reason: thread.hidden })
  outcome.hidden.push({ subject: 'thread', externalId: thread.externalId, message: thread.hidden })
  outcome.changed = true
  return thread.hidden
}
