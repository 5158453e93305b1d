import { db } from '../../platform/db'
import { fullDate, suspendedCode } from '../../shared'
import { isRefusal } from './api-error'

/** Since when an account is suspended, and the reason for the person; '' if it was written for administrators alone. */
export type Suspension = { since: Date; reason: string }

type Columns = { suspendedAt: Date | null; suspendedReason: string; suspendedReasonShown: boolean }

/** The columns of an account that say whether and why it is suspended. */
export const suspensionColumns = { suspendedAt: true, suspendedReason: true, suspendedReasonShown: true } as const

/** Returns the suspension that an account's row holds, or null. */
export function suspensionOf({ suspendedAt, suspendedReason, suspendedReasonShown }: Columns): Suspension | null {
  return suspendedAt && { since: suspendedAt, reason: suspendedReasonShown ? suspendedReason : '' }
}

/** Returns the suspension of an account, or null. */
export async function readSuspension(userId: string): Promise<Suspension | null> {
  const user = await db().user.findUnique({ where: { id: userId }, select: suspensionColumns })
  return user && suspensionOf(user)
}

/** Returns what a suspended person reads first. */
export function suspensionSentence({ since, reason }: Suspension): string {
  const given = reason.trim()
  const why = given ? ` The reason: ${given}${/[.!?…]$/.test(given) ? '' : '.'}` : ''
  return `Your account is suspended since ${fullDate(since)}.${why}`
}

/** Whether the library refused a session because the account is suspended. The message is for the person. */
export function isSuspended(error: unknown): error is Error {
  if (!isRefusal(error) || !('body' in error)) return false
  const { body } = error
  return typeof body === 'object' && body !== null && 'code' in body && body.code === suspendedCode
}
