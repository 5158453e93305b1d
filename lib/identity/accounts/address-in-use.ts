import { type Db, db, transaction } from '../../platform/db'
import { queueMail } from '../../platform/mail'
import { accountMails } from './mails'

/** Whether an account gave this address up recently and can still take it back. */
export async function isAddressKept(email: string): Promise<boolean> {
  const kept = await db().addressChange.count({ where: { oldEmail: email.trim().toLowerCase(), undoUntil: { gt: new Date() } } })
  return kept > 0
}

/** Tells the owner of an address that someone wanted it. */
export async function sayInUse(email: string): Promise<void> {
  await transaction((tx) => queueMail(tx, accountMails.addressInUse(email.trim().toLowerCase())))
}

/** Writes an account's confirmed address. @throws `taken` if someone has taken the address at this moment. */
export async function giveAddress(tx: Db, userId: string, email: string, taken: Error): Promise<void> {
  try {
    await tx.user.update({ where: { id: userId }, data: { email, emailVerified: true } })
  } catch (error) {
    throw (error as { code?: string }).code === 'P2002' ? taken : error
  }
}
