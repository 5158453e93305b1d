import { createHmac } from 'node:crypto'
import { db, transaction } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { countAgainst } from '../../platform/rate-limit'
import { urls } from '../../shared'
import type { Viewer } from '../viewer'
import { isRefusal } from './api-error'
import { auth } from './auth'
import { callbackOf } from './mail-links'
import { mergePersonInto } from './merge-person-into'
import { readSecret } from './secret'

/** Returns the digest of an imported author's address. It is keyed, so that nobody can try addresses on a copy of the database. */
export function addressDigest(email: string): Buffer {
  return createHmac('sha256', readSecret()).update(`imported address ${email.trim().toLowerCase()}`).digest()
}

/** An imported author who wrote under an account's address. */
export type Claimable = { id: number; name: string; displayName: string; threads: number; replies: number }

/**
 * What an account may take over. `proven` says whether its address is confirmed; before that nothing is told about authors. `any` is false
 * if no import has brought addresses.
 */
export async function readClaimable(userId: string): Promise<{ any: boolean; proven: boolean; authors: Claimable[] }> {
  const user = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, emailVerified: true } })
  const any = (await db().importedAddress.findFirst({ select: { personId: true } })) !== null
  if (!any || !user.emailVerified) return { any, proven: user.emailVerified, authors: [] }
  const found = await db().importedAddress.findMany({
    where: { digest: new Uint8Array(addressDigest(user.email)), person: { user: null } },
    select: { person: { select: { id: true, name: true, displayName: true, _count: { select: { threads: true, replies: true } } } } },
    orderBy: { personId: 'asc' },
  })
  return { any, proven: true, authors: found.map(({ person: { _count, ...person } }) => ({ ...person, ..._count })) }
}

/** Takes over an author who wrote under the account's confirmed address. @throws DomainError `not_found` for any other, `conflict`. */
export async function claimAuthor(viewer: Viewer, userId: string, authorId: number): Promise<void> {
  await transaction(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true, emailVerified: true } })
    const known = await tx.importedAddress.count({ where: { personId: authorId, digest: new Uint8Array(addressDigest(user.email)) } })
    if (!user.emailVerified || known === 0) throw new DomainError('not_found', 'No imported author has your address.')
    await mergePersonInto(tx, viewer, authorId, userId)
    await tx.importedAddress.deleteMany({ where: { personId: authorId } })
  })
}

/** Sends a mail with which an account confirms its address. @throws DomainError `too_many`. */
export async function proveAddress(userId: string): Promise<void> {
  const { email } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
  await countAgainst('mail', email)
  try {
    await auth().api.sendVerificationEmail({ body: { email, callbackURL: callbackOf(urls.settings()) } })
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}
