import { createHash } from 'node:crypto'
import { db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { queueMail } from '../../platform/mail'
import { recordAudit } from '../audit'
import { visitor } from '../viewer'
import { isRefusal } from './api-error'
import { auth } from './auth'
import { accountMails } from './mails'

const digestOf = (token: string) => new Uint8Array(createHash('sha256').update(token).digest())
const stillUndoable = (token: string) => ({ undoDigest: digestOf(token), undoUntil: { gt: new Date() } })

/** Returns the change that a link to an old address undoes, or null if the link was used or is too old. */
export async function readUndoableChange(token: string): Promise<{ oldEmail: string } | null> {
  return db().addressChange.findFirst({ where: stillUndoable(token), select: { oldEmail: true } })
}

/**
 * Gives an account its earlier address back. Someone who knows the password may have taken the account over, so every session ends, all
 * passkeys are removed (one may have been added before the change), and the password no longer works. The address gets a mail for a new
 * password, the address that loses the account is told, and the audit notes what happened. @throws DomainError `invalid` for a link that
 * was used or is too old.
 */
export async function undoAddress(token: string): Promise<void> {
  const email = await transaction(async (tx) => {
    const found = await tx.addressChange.findFirst({ where: stillUndoable(token), select: { userId: true } })
    if (found) await tx.$queryRaw`select 1 from auth_user where id = ${found.userId} for update`
    const change = await tx.addressChange.findFirst({ where: stillUndoable(token) })
    if (!change?.confirmedAt) throw new DomainError('invalid', 'This link was used or is too old.')
    const { userId, oldEmail, oldVerified } = change
    const { email: lostBy, personId } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, personId: true } })
    await tx.user.update({ where: { id: userId }, data: { email: oldEmail, emailVerified: oldVerified } })
    await tx.session.deleteMany({ where: { userId } })
    await tx.passkey.deleteMany({ where: { userId } })
    await tx.account.updateMany({ where: { userId }, data: { password: null } })
    await tx.verification.deleteMany({ where: { value: userId } })
    // Someone else made later changes, and could undo them.
    await tx.addressChange.deleteMany({ where: { userId, OR: [{ id: { gte: change.id } }, { confirmedAt: null }] } })
    if (lostBy !== oldEmail) await queueMail(tx, accountMails.addressLost(lostBy))
    // The person with the link is not signed in.
    await recordAudit(tx, visitor, { action: 'person.address_undo', subject: { kind: 'person', id: personId } })
    await expirePages(tx, [pageTags.sessions])
    return oldEmail
  })
  try {
    await auth().api.requestPasswordReset({ body: { email } })
  } catch (error) {
    // They can ask for it again, because the address is theirs.
    if (!isRefusal(error)) throw error
  }
}
