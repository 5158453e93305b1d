import { db } from '../../platform/db'
import { DomainError } from '../../platform/errors'
import { expirePages, pageTags } from '../../platform/expiry'
import { clearCount, countAgainst } from '../../platform/rate-limit'
import { isRefusal } from './api-error'
import { auth, mustVerifyEmail } from './auth'
import { callbackOf } from './mail-links'
import { isSuspended, suspensionColumns, suspensionOf, suspensionSentence } from './suspension'

/**
 * Signs someone in by address and password and returns the cookies of the session. A wrong address, a wrong password and an unconfirmed
 * address look the same. @throws DomainError `invalid` or `too_many`.
 */
export async function signIn(
  input: { email: string; password: string; next?: string },
  from: { address: string; headers: Headers },
): Promise<string[]> {
  const email = input.email.trim().toLowerCase()
  await countAgainst('sign_in', from.address)
  await countAgainst('password', `${from.address} ${email}`)
  await countAgainst('account', email)
  try {
    const { headers } = await auth().api.signInEmail({
      // An address that is not confirmed gets another mail, which leads back as well.
      body: { email, password: input.password, callbackURL: callbackOf(input.next ?? '/') },
      headers: from.headers,
      returnHeaders: true,
    })
    await clearCount('password', `${from.address} ${email}`)
    await clearCount('account', email)
    return headers.getSetCookie()
  } catch (error) {
    if (isSuspended(error)) throw await suspendedError(email)
    if (!isRefusal(error)) throw error
    const first = mustVerifyEmail() ? ' If you have just made one, open the link in our mail first.' : ''
    throw new DomainError('invalid', `No account has this address and password.${first}`)
  }
}

// Someone who knows the password reads why. Whom to write to is on the page, with links.
async function suspendedError(email: string): Promise<DomainError> {
  const user = await db().user.findUniqueOrThrow({ where: { email }, select: suspensionColumns })
  const suspension = suspensionOf(user)
  return new DomainError('forbidden', suspension ? suspensionSentence(suspension) : 'Your account was suspended. Try again.')
}

/** Ends the session of these headers and returns the cookies that remove it. */
export async function signOut(headers: Headers): Promise<string[]> {
  const answered = await auth().api.signOut({ headers, returnHeaders: true })
  await expirePages(db(), [pageTags.sessions])
  return answered.headers.getSetCookie()
}
