import { createHash, randomBytes } from 'node:crypto'
import { db, transaction } from '../../platform/db'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { queueMail } from '../../platform/mail'
import { countAgainst } from '../../platform/rate-limit'
import { atLeast } from '../../shared'
import { giveAddress, isAddressKept, sayInUse } from './address-in-use'
import { accountMails } from './mails'

const tokenBytes = 24
const confirmHours = 24
export const undoDays = 7
/** Longer than a request takes, for a free address and for one in use. */
const sameTimeMs = 300
const tooOld = 'This link was used or is too old.'

const digestOf = (token: string) => new Uint8Array(createHash('sha256').update(token).digest())
const newToken = () => randomBytes(tokenBytes).toString('base64url')

/** Whether people can change their address themselves: only if mail reaches them. Otherwise an admin sets it. */
export function mayChangeAddress(): boolean {
  return env().smtpUrl !== undefined
}

/**
 * Sends a link to the new address of an account. For an address that is in use it looks the same, and its owner is told. The caller has
 * asked for the password. @throws DomainError `conflict` without a mail server, `invalid` for the current address, `too_many`.
 */
export async function askForAddress(userId: string, address: string): Promise<void> {
  if (!mayChangeAddress()) throw new DomainError('conflict', 'This site sends no mail: ask an administrator to set your address.')
  const newEmail = address.trim().toLowerCase()
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, emailVerified: true } })
  if (newEmail === user.email) throw new DomainError('invalid', 'This is your address already.', 'email')
  await countAgainst('mail', `user ${userId}`)
  await countAgainst('mail', newEmail)
  await atLeast(sameTimeMs, send())

  async function send(): Promise<void> {
    const owner = await db().user.findUnique({ where: { email: newEmail }, select: { id: true } })
    if (owner || (await isAddressKeptByOther(newEmail, userId))) return sayInUse(newEmail)
    const token = newToken()
    await transaction(async (tx) => {
      // Only the last link counts.
      await tx.addressChange.deleteMany({ where: { userId, confirmedAt: null } })
      await tx.addressChange.create({
        data: {
          userId,
          oldEmail: user.email,
          oldVerified: user.emailVerified,
          newEmail,
          digest: digestOf(token),
          expiresAt: new Date(Date.now() + confirmHours * 3_600_000),
        },
      })
      await queueMail(tx, accountMails.newAddress(newEmail, token, confirmHours))
    })
  }
}

async function isAddressKeptByOther(email: string, userId: string): Promise<boolean> {
  const own = await db().addressChange.count({ where: { userId, oldEmail: email, undoUntil: { gt: new Date() } } })
  return own === 0 && (await isAddressKept(email))
}

/**
 * Returns the change that a link to a new address makes, for the account that asked for it; null for another account, and for a used or old
 * link.
 */
export async function readAddressChange(userId: string, token: string): Promise<{ id: number; oldEmail: string; newEmail: string } | null> {
  return db().addressChange.findFirst({
    where: { userId, digest: digestOf(token), confirmedAt: null, expiresAt: { gt: new Date() } },
    select: { id: true, oldEmail: true, newEmail: true },
  })
}

/**
 * Makes the change: the account that asked for it uses the new address from now on. The old address is told and can take the account back.
 * @throws DomainError `invalid` for a link that was used, is too old or belongs to another account.
 */
export async function confirmAddress(userId: string, token: string): Promise<void> {
  await transaction(async (tx) => {
    await tx.$queryRaw`select 1 from auth_user where id = ${userId} for update`
    const change = await tx.addressChange.findFirst({
      where: { userId, digest: digestOf(token), confirmedAt: null, expiresAt: { gt: new Date() } },
    })
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
    // Someone else may have taken the address meanwhile: an account under it is the link's only other owner.
    const isTaken = change && (await tx.user.count({ where: { email: change.newEmail } })) > 0
    if (!change || isTaken || change.oldEmail !== user.email) throw new DomainError('invalid', tooOld)
    const undo = newToken()
    const now = new Date()
    await giveAddress(tx, userId, change.newEmail, new DomainError('invalid', tooOld))
    await tx.addressChange.update({
      where: { id: change.id },
      data: { confirmedAt: now, undoDigest: digestOf(undo), undoUntil: new Date(now.getTime() + undoDays * 86_400_000) },
    })
    // Links to a new password that went to the old address.
    await tx.verification.deleteMany({ where: { value: userId } })
    await queueMail(tx, accountMails.addressChanged(change.oldEmail, undo, undoDays))
    await expirePages(tx, [pageTags.sessions])
  })
}
