import { db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { countAgainst } from '../../platform/rate-limit'
import { atLeast } from '../../shared'
import { isRefusal } from './api-error'
import { auth } from './auth'
import { callbackOf } from './mail-links'

/** Longer than it takes to queue a mail, so that an address without an account takes as long as one with. */
const sameTimeMs = 300

/**
 * Sends a link for a new password if the address has an account. The result does not tell whether it has one. `next` is the page that the
 * person came from.
 */
export async function askForNewPassword(email: string, from: { address: string; headers: Headers }, next = '/'): Promise<void> {
  const to = email.trim().toLowerCase()
  await countAgainst('mail', from.address)
  await countAgainst('mail', to)
  try {
    await atLeast(sameTimeMs, auth().api.requestPasswordReset({ body: { email: to, redirectTo: callbackOf(next) }, headers: from.headers }))
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}

/** Sets a new password with the link of a mail and ends every session. @throws DomainError `invalid`. */
export async function resetPassword(token: string, password: string): Promise<void> {
  await orInvalid(() => auth().api.resetPassword({ body: { token, newPassword: password } }), 'This link was used or is too old.')
  await expirePages(db(), [pageTags.sessions])
}

/** Changes the password of the person who is signed in and ends their other sessions. @throws DomainError `invalid`. */
export async function changePassword(headers: Headers, current: string, next: string): Promise<string[]> {
  const answered = await orInvalid(
    () =>
      auth().api.changePassword({
        body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
        headers,
        returnHeaders: true,
      }),
    'The current password is wrong.',
  )
  await expirePages(db(), [pageTags.sessions])
  return answered.headers.getSetCookie()
}

async function orInvalid<T>(work: () => Promise<T>, says: string): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isRefusal(error)) throw new DomainError('invalid', says)
    throw error
  }
}

/** Checks the person's password again, before something that can't be undone. @throws DomainError `invalid`. */
export async function checkPassword(headers: Headers, password: string): Promise<void> {
  try {
    await auth().api.verifyPassword({ body: { password }, headers })
  } catch (error) {
    if (isRefusal(error)) throw new DomainError('invalid', 'The password is wrong.', 'present')
    throw error
  }
}
