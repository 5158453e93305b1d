import { recordAudit } from '../../identity/audit'
import { authorize, type Viewer } from '../../identity/viewer'
import { db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { enqueueAll, type JobName, jobs } from '../../platform/jobs'

const batch = 1_000

/** Jobs of one kind that a restore holds. */
export type HeldJobs = { name: string; count: number }

/** Returns the jobs that waited when the backup was made and are not in the queue, by kind. @throws DomainError `forbidden`. */
export async function readHeldJobs(viewer: Viewer): Promise<HeldJobs[]> {
  authorize(viewer, 'admin.see')
  const groups = await db().heldJob.groupBy({ by: ['name'], _count: true, orderBy: { name: 'asc' } })
  return groups.map(({ name, _count }) => ({ name, count: _count }))
}

/**
 * Puts the held jobs of a kind into the queue: mails are sent, lists are computed again. If it is stopped, the rest
 * stays held. @throws DomainError `forbidden`, `invalid` for a kind that this program does not know.
 */
export async function releaseHeldJobs(viewer: Viewer, name: string): Promise<void> {
  authorize(viewer, 'admin.see')
  if (!(name in jobs)) throw new DomainError('invalid', 'This Cairn does not know jobs of this kind. They can only be discarded.')
  for (let released = batch; released === batch; ) {
    released = await transaction(async (tx) => {
      const rows = await tx.heldJob.findMany({ where: { name }, orderBy: { id: 'asc' }, take: batch })
      // If two admins press at once, each releases what the other has not.
      const { count } = await tx.heldJob.deleteMany({ where: { id: { in: rows.map(({ id }) => id) } } })
      if (count !== rows.length) throw new DomainError('conflict', 'Someone else is releasing them right now.')
      await enqueueAll(tx, name as JobName, rows.map(({ data }) => data) as never)
      if (rows.length > 0) await recordAudit(tx, viewer, { action: 'jobs.release', reason: `${rows.length} of ${name}` })
      return rows.length
    })
  }
}

/** Removes the held jobs of a kind. Mails stay in the list, and each can still be sent by hand. @throws DomainError `forbidden`. */
export async function discardHeldJobs(viewer: Viewer, name: string): Promise<void> {
  authorize(viewer, 'admin.see')
  await transaction(async (tx) => {
    if (name === 'mail.send') {
      const held = await tx.heldJob.findMany({ where: { name }, select: { data: true } })
      const ids = held.map(({ data }) => BigInt((data as { id: number }).id))
      await tx.outgoingMail.updateMany({ where: { id: { in: ids }, sentAt: null }, data: { error: 'Discarded after a restore.' } })
    }
    const { count } = await tx.heldJob.deleteMany({ where: { name } })
    if (count > 0) await recordAudit(tx, viewer, { action: 'jobs.discard', reason: `${count} of ${name}` })
  })
}
