import type { Db } from '../../platform/db'
import type { Revised, StoredRevision } from './subject'

/** Removes copies of notes: askers who had contested were told by the note that a revision answers them. */
export async function forgetNotes(tx: Db, { kind, id }: Revised, revisions: StoredRevision[]): Promise<void> {
  if (kind !== 'answer') return
  const where = { answerId: id, revision: { in: revisions.map(({ number }) => number) } }
  await tx.contestDecision.updateMany({ where, data: { reason: '' } })
  await tx.event.updateMany({
    where: { ...where, kind: { in: ['contest_decided', 'answer_revised', 'answer_published'] } },
    data: { reason: '' },
  })
}
