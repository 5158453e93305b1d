import { recordAudit } from '../identity/audit'
import { authorize, type Viewer } from '../identity/viewer'
import { db, transaction } from '../platform/db'
import { enqueue } from '../platform/jobs'

const shown = 50

/**
 * Returns the latest mails to addresses that contain `to`: what waits, what failed and, without a mail server, what they say. @throws
 * DomainError `forbidden`.
 */
export async function readMails(viewer: Viewer, to: string) {
  authorize(viewer, 'admin.see')
  return db().outgoingMail.findMany({
    where: to ? { recipient: { contains: to, mode: 'insensitive' } } : {},
    orderBy: { id: 'desc' },
    take: shown,
  })
}

/** Tries again to send a mail. @throws DomainError `forbidden`. */
export async function retryMail(viewer: Viewer, id: number): Promise<void> {
  authorize(viewer, 'admin.see')
  await transaction(async (tx) => {
    await tx.outgoingMail.updateMany({ where: { id, sentAt: null }, data: { tryAt: new Date() } })
    await enqueue(tx, 'mail.send', { id })
    await recordAudit(tx, viewer, { action: 'mail.retry', reason: `mail ${id}` })
  })
}
