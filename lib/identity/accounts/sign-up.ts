import { z } from 'zod'
import { db, transaction } from '../../platform/db'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { queueMail } from '../../platform/mail'
import { countAgainst } from '../../platform/rate-limit'
import { atLeast } from '../../shared'
import { recordAudit } from '../audit'
import { viewerOf } from '../viewer'
import { isAddressKept, sayInUse } from './address-in-use'
import { isRefusal } from './api-error'
import { auth, mustVerifyEmail, passwordLengthMax, passwordLengthMin } from './auth'
import { callbackOf } from './mail-links'
import { accountMails } from './mails'
import { readOneTimeLink, returnOneTimeLink, type Spent, spendOneTimeLink } from './one-time-link'
import { signIn } from './sign-in'

/** Longer than a sign-up takes, for a new account and for a known address. */
const sameTimeMs = 500

/** `next` is the page that the person came from: a mail leads back to it. `challengeMissed`: first posts will be held. */
export type SignUp = { name: string; email: string; password: string; invitation?: string; next?: string; challengeMissed?: boolean }

/** What someone reads whose address has an account, on a site without mail. */
export const knownAddress = 'There is already an account with this address. Sign in, or ask the administrator for a new password.'

/**
 * Makes an account and returns the cookies of its session. Where a mail confirms addresses there are none, and the result does not tell
 * whether the address has an account already: its owner is told by mail. An invitation makes an account whatever the site allows others, and
 * gives its role. @throws DomainError `forbidden` if sign-up is closed or needs an invitation, `invalid`, `too_many`, and without mail `conflict` for a known address.
 */
export async function signUp(input: SignUp, from: { address: string; headers: Headers }): Promise<string[]> {
  const { signUp: mode } = env()
  const invited = input.invitation ? await readOneTimeLink('invitation', input.invitation) : null
  if (input.invitation && !invited) throw new DomainError('forbidden', noLonger)
  if (!invited && mode === 'closed') throw new DomainError('forbidden', 'This site takes no new accounts.')
  if (!invited && mode === 'invitation') throw new DomainError('forbidden', 'You need an invitation to make an account here.')
  await countAgainst('sign_up', from.address)
  if (!input.invitation || !invited) return makeAccount(input, from.headers)
  if (invited.email && invited.email.toLowerCase() !== input.email.trim().toLowerCase())
    throw new DomainError(
      'invalid',
      'This invitation is for another mail address. Use that one, or ask for an invitation of your own.',
      'email',
    )
  return withInvitation(input.invitation, (steps) => makeAccount(input, from.headers, steps))
}

const noLonger = 'This invitation was used, was taken back or is too old.'

/** Uses an invitation up for the account that `make` makes, which gets its role. If none is made, the invitation can be used again. */
async function withInvitation(token: string, make: (steps: Steps) => Promise<string[]>): Promise<string[]> {
  const use: { spent: Spent | null; isUsed: boolean } = { spent: null, isUsed: false }
  try {
    return await make({
      async first() {
        use.spent = await spendOneTimeLink(db(), 'invitation', token)
        if (!use.spent) throw new DomainError('forbidden', noLonger)
      },
      async made(userId) {
        if (!use.spent) return
        await welcome(use.spent, userId)
        use.isUsed = true
      },
    })
  } finally {
    if (use.spent && !use.isUsed) await returnOneTimeLink(use.spent.id)
  }
}

async function welcome({ id, role }: Spent, userId: string): Promise<void> {
  await transaction(async (tx) => {
    const { personId } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { personId: true } })
    await tx.person.update({ where: { id: personId }, data: { role } })
    await tx.oneTimeLink.updateMany({ where: { id }, data: { usedBy: personId } })
    const reason = `invitation ${id}, ${role}`
    await recordAudit(tx, viewerOf(personId, 'member'), { action: 'invitation.use', subject: { kind: 'person', id: personId }, reason })
  })
}

/**
 * Makes the account of the first admin, with the link that the start log prints, and signs in. Returns the cookies of the session.
 * @throws DomainError as `signUp` does.
 */
export async function signUpFirstAdmin(input: SignUp & { token: string }, from: { address: string; headers: Headers }): Promise<string[]> {
  if (!(await readOneTimeLink('first_admin', input.token))) throw new DomainError('forbidden', 'This link was used or is too old.')
  const email = input.email.trim().toLowerCase()
  // An account that exists under this address may belong to someone who does not have the link.
  if ((await db().user.count({ where: { email } })) > 0)
    throw new DomainError('conflict', 'An account has this address already. Use another address.', 'email')
  const cookies = await makeAccount(input, from.headers)
  await transaction(async (tx) => {
    if (!(await spendOneTimeLink(tx, 'first_admin', input.token))) throw new DomainError('forbidden', 'This link was used or is too old.')
    // Someone who can read the start log controls the machine: the address needs no other proof.
    const user = await tx.user.update({ where: { email }, data: { emailVerified: true }, select: { personId: true } })
    await tx.person.update({ where: { id: user.personId }, data: { role: 'admin' } })
  })
  return cookies.length > 0 ? cookies : signIn(input, from)
}

/** `first` comes when nothing but the making itself can fail any more; `made` when there is an account that was not there before. */
type Steps = { first(): Promise<void>; made(userId: string): Promise<void> }
const noSteps: Steps = { first: async () => undefined, made: async () => undefined }

async function makeAccount(input: SignUp, headers: Headers, { first, made }: Steps = noSteps): Promise<string[]> {
  const { password } = input
  const email = input.email.trim().toLowerCase()
  // What the library would refuse is refused before the link is used up.
  if (!z.email().safeParse(email).success) throw new DomainError('invalid', 'This is not a mail address.', 'email')
  if (password.length < passwordLengthMin || password.length > passwordLengthMax)
    throw new DomainError('invalid', `A password has ${passwordLengthMin} to ${passwordLengthMax} characters.`, 'password')
  const account = { name: input.name.trim(), email, password, callbackURL: callbackOf(input.next ?? '/') }
  if (mustVerifyEmail()) {
    await first()
    await atLeast(sameTimeMs, sendMail())
    return []
  }
  // Nobody could be told by mail: the form says it (decision 0011).
  const known = new DomainError('conflict', knownAddress, 'email')
  if ((await isAddressKept(email)) || (await db().user.count({ where: { email } })) > 0) throw known
  await first()
  const { response, headers: set } = await orInvalid(auth().api.signUpEmail({ body: account, headers, returnHeaders: true }), known)
  await noteMissed(response.user.id)
  await made(response.user.id)
  return set.getSetCookie()

  async function noteMissed(id: string): Promise<void> {
    if (input.challengeMissed) await db().user.update({ where: { id }, data: { challengeMissed: true } })
  }
  async function sendMail(): Promise<void> {
    // An address that can still be taken back is treated as one in use: its owner is told.
    if (await isAddressKept(email)) return sayInUse(email)
    const { user } = await orInvalid(auth().api.signUpEmail({ body: account, headers }))
    // For a known address the library makes no account, and returns one that does not exist.
    if ((await db().user.count({ where: { id: user.id } })) > 0) {
      await noteMissed(user.id)
      return made(user.id)
    }
    await transaction((tx) => queueMail(tx, accountMails.existing(email, input.next ?? '/')))
  }
}

async function orInvalid<T>(made: Promise<T>, known?: DomainError): Promise<T> {
  try {
    return await made
  } catch (error) {
    if (!isRefusal(error)) throw error
    // Someone has taken the address at this moment.
    if (known && error.message.startsWith('User already exists')) throw known
    throw new DomainError('invalid', `${error.message}.`.replace(/\.\.$/, '.'))
  }
}
