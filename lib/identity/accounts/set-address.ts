import { z } from 'zod'
import { transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { queueMail } from '../../platform/mail'
import { recordAudit } from '../audit'
import { authorize, type Viewer } from '../viewer'
import { giveAddress, isAddressKept } from './address-in-use'
import { accountMails } from './mails'

/**
 * Sets someone's address as an admin, who must know that it is theirs, because it counts as confirmed. The old address is told. The audit
 * does not contain the addresses. @throws DomainError `forbidden`, `invalid`, `not_found`, `conflict`.
 */
export async function setAddress(viewer: Viewer, personId: number, address: string): Promise<void> {
  authorize(viewer, 'admin.own_data')
  const email = address.trim().toLowerCase()
  if (!z.email().safeParse(email).success) throw new DomainError('invalid', 'This is not a mail address.', 'address')
  await transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { personId }, select: { id: true, email: true } })
    if (!user) throw new DomainError('not_found', 'This person has no account.')
    if (user.email === email) return
    const isKept = (await isAddressKept(email)) && (await tx.addressChange.count({ where: { userId: user.id, oldEmail: email } })) === 0
    const taken = new DomainError('conflict', 'Another account has this address.', 'address')
    if (isKept || (await tx.user.count({ where: { email } })) > 0) throw taken
    await giveAddress(tx, user.id, email, taken)
    // This ends changes that the person began or could undo, and links to a new password that were sent before.
    await tx.addressChange.deleteMany({ where: { userId: user.id } })
    await tx.verification.deleteMany({ where: { value: user.id } })
    await queueMail(tx, accountMails.addressSet(user.email))
    await recordAudit(tx, viewer, { action: 'person.address', subject: { kind: 'person', id: personId } })
    await expirePages(tx, [pageTags.sessions])
  })
}
