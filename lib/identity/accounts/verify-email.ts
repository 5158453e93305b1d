import { verifyJWT } from 'better-auth/crypto'
import { z } from 'zod'
import { db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { isRefusal } from './api-error'
import { auth } from './auth'
import { readSecret } from './secret'
import { isSuspended } from './suspension'

const claims = z.object({ email: z.email(), userId: z.string() })

/** The account whose address the link of a mail confirms. */
export type Verification = { email: string; name: string; isConfirmed: boolean }

/** Returns what the link of a mail confirms, and changes nothing: programs that look for dangerous links open it too. Null for an old link. */
export async function readVerification(token: string): Promise<Verification | null> {
  const read = claims.safeParse(await verifyJWT(token, readSecret()))
  if (!read.success) return null
  const user = await db().user.findUnique({ where: { id: read.data.userId }, select: { email: true, name: true, emailVerified: true } })
  return user?.email === read.data.email ? { email: user.email, name: user.name, isConfirmed: user.emailVerified } : null
}

/**
 * Confirms an address with the link of a mail and returns the cookies of a session. There are none if the address was confirmed before: the
 * link signs in once. @throws DomainError `invalid`, or `forbidden` for a suspended account.
 */
export async function verifyEmail(token: string, headers: Headers): Promise<string[]> {
  try {
    const answered = await auth().api.verifyEmail({ query: { token }, headers, returnHeaders: true })
    return answered.headers.getSetCookie()
  } catch (error) {
    if (isSuspended(error)) throw new DomainError('forbidden', error.message)
    if (!isRefusal(error)) throw error
    throw new DomainError('invalid', 'This link was used or is too old.')
  }
}
