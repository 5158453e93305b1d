import { z } from 'zod'
import { db, transaction } from '../../platform/db'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { countAgainst } from '../../platform/rate-limit'
import { atLeast } from '../../shared'
import { isAddressKept, sayInUse } from './address-in-use'
import { isRefusal } from './api-error'
import { auth, passwordLengthMax, passwordLengthMin } from './auth'
import { readOneTimeLink, spendOneTimeLink } from './one-time-link'

/** Longer than a sign-up takes, for a new account and for a known address. */
const sameTimeMs = 500

export type SignUp = { name: string; email: string; password: string; invitation?: string }

/**
 * Makes an account. The result does not tell whether the address has one already: its owner is told by mail. @throws DomainError
 * `forbidden` if sign-up is closed or needs an invitation, `invalid`, `too_many`.
 */
export async function signUp(input: SignUp, from: { address: string; headers: Headers }): Promise<void> {
  const { signUp: mode } = env()
  const invited = input.invitation ? await readOneTimeLink('invitation', input.invitation) : null
  if (input.invitation && !invited) throw new DomainError('forbidden', 'This invitation was used or is too old.')
  if (mode === 'closed') throw new DomainError('forbidden', 'This site takes no new accounts.')
  if (mode === 'invitation' && !invited) throw new DomainError('forbidden', 'You need an invitation to make an account here.')
  await countAgainst('sign_up', from.address)
  await makeAccount(input, from.headers, async () => {
    if (input.invitation && !(await spendOneTimeLink(db(), 'invitation', input.invitation)))
      throw new DomainError('forbidden', 'This invitation was used or is too old.')
  })
}

/** Makes the account of the first admin, with the link that the start log prints. @throws DomainError as `signUp` does. */
export async function signUpFirstAdmin(input: SignUp & { token: string }, headers: Headers): Promise<void> {
  if (!(await readOneTimeLink('first_admin', input.token))) throw new DomainError('forbidden', 'This link was used or is too old.')
  const email = input.email.trim().toLowerCase()
  // An account that exists under this address may belong to someone who does not have the link.
  if ((await db().user.count({ where: { email } })) > 0)
    throw new DomainError('conflict', 'An account has this address already. Use another address.', 'email')
  await makeAccount(input, headers)
  await transaction(async (tx) => {
    if (!(await spendOneTimeLink(tx, 'first_admin', input.token))) throw new DomainError('forbidden', 'This link was used or is too old.')
    // Someone who can read the start log controls the machine: the address needs no other proof.
    const user = await tx.user.update({ where: { email }, data: { emailVerified: true }, select: { personId: true } })
    await tx.person.update({ where: { id: user.personId }, data: { role: 'admin' } })
  })
}

async function makeAccount(
  { name, email, password }: SignUp,
  headers: Headers,
  first: () => Promise<void> = async () => undefined,
): Promise<void> {
  // What the library would refuse is refused before the link is used up.
  if (!z.email().safeParse(email.trim()).success) throw new DomainError('invalid', 'This is not a mail address.', 'email')
  if (password.length < passwordLengthMin || password.length > passwordLengthMax)
    throw new DomainError('invalid', `A password has ${passwordLengthMin} to ${passwordLengthMax} characters.`, 'password')
  await first()
  // An address that can still be taken back is treated as one in use: its owner is told.
  if (await isAddressKept(email)) return void (await atLeast(sameTimeMs, sayInUse(email)))
  try {
    await atLeast(sameTimeMs, auth().api.signUpEmail({ body: { name: name.trim(), email: email.trim().toLowerCase(), password }, headers }))
  } catch (error) {
    if (!isRefusal(error)) throw error
    throw new DomainError('invalid', `${error.message}.`.replace(/\.\.$/, '.'))
  }
}
