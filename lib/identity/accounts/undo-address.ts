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

/** The change a link to an old address takes back, or null if it was used or is too old. */
export async function readUndoableChange(token: string): Promise<{ oldEmail: string } | null> {
  return db().addressChange.findFirst({ where: stillUndoable(token), select: { oldEmail: true } })
}

/**
 * Gives an account its earlier address back. Who has the link may be shut out by someone who knows the password: every
 * session ends, all passkeys are removed (one may have been added before the change), and the password serves no longer. A
 * mail for a new one goes to the address; the address that loses the account is told, and the audit says that it happened.
 * @throws DomainError `invalid` for a link that was used or is too old.
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
    // Later changes, and what can be undone of them, were someone else's.
    await tx.addressChange.deleteMany({ where: { userId, OR: [{ id: { gte: change.id } }, { confirmedAt: null }] } })
    if (lostBy !== oldEmail) await queueMail(tx, accountMails.addressLost(lostBy))
    // Who has the link is not signed in.
    await recordAudit(tx, visitor, { action: 'person.address_undo', subject: { kind: 'person', id: personId } })
    await expirePages(tx, [pageTags.sessions])
    return oldEmail
  })
  try {
    await auth().api.requestPasswordReset({ body: { email } })
  } catch (error) {
    // They can ask for it again: the address is theirs.
    if (!isRefusal(error)) throw error
  }
}
