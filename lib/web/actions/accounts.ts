import { z } from 'zod'
import {
  askForNewPassword,
  changePassword,
  changeProfile,
  claimAuthor,
  endOtherSessions,
  endSession,
  proveAddress,
  removePasskey,
  resetPassword,
  signIn,
  signOut,
  signUp,
  signUpFirstAdmin,
  verifyEmail,
} from '../../identity/accounts'
import { isProven } from '../../identity/challenge'
import { env } from '../../platform/env'
import { DomainError } from '../../platform/errors'
import { countAgainst } from '../../platform/rate-limit'
import { displayNameLengthMax, urls, wayBack } from '../../shared'
import { type ActionContext, action } from './action'
import { email, idOrNull, required, text } from './fields'

const password = () => required('Choose a password.', 128).refine((value) => value.length >= 10, 'A password has at least 10 characters.')
const newcomer = { name: required('Enter the name that others will see.', displayNameLengthMax), email: email(), password: password() }

function signedInOf({ signedIn }: ActionContext) {
  if (!signedIn) throw new DomainError('forbidden', 'Sign in to change this.')
  return signedIn
}

export const accountActions = [
  action({
    path: '/sign-in',
    permission: 'account.sign_in',
    input: z.object({ email: email(), password: required('Type your password.', 128), next: text() }),
    async run(context, input) {
      return { to: wayBack(input.next), cookies: await signIn(input, context) }
    },
  }),
  action({
    path: '/sign-out',
    permission: 'account.sign_in',
    input: z.object({}),
    async run({ headers }) {
      return { to: urls.home(), cookies: await signOut(headers) }
    },
  }),
  action({
    path: '/sign-up',
    permission: 'account.sign_in',
    input: z.object({ ...newcomer, invitation: text(100), next: text(), proof: text(2_000) }),
    async run(context, { invitation, proof, ...input }) {
      const challengeMissed = env().newcomers.challenge && !(await isProven(proof))
      const cookies = await signUp({ ...input, invitation: invitation || undefined, challengeMissed }, context)
      return { to: cookies.length > 0 ? wayBack(input.next) : urls.signUp({ sent: true, next: input.next }), cookies }
    },
  }),
  action({
    path: '/verify',
    permission: 'account.sign_in',
    limit: 'sign_in',
    input: z.object({ token: text(2_000), next: text() }),
    async run({ headers }, { token, next }) {
      const cookies = await verifyEmail(token, headers)
      return { to: cookies.length > 0 ? wayBack(next) : urls.signIn({ verified: true, next }), cookies }
    },
  }),
  action({
    path: '/first-admin',
    permission: 'account.sign_in',
    input: z.object({ ...newcomer, token: text(100) }),
    async run(context, input) {
      return { to: urls.admin(), cookies: await signUpFirstAdmin(input, context) }
    },
  }),
  action({
    path: '/forgot',
    permission: 'account.sign_in',
    input: z.object({ email: email(), next: text() }),
    async run(context, { email: to, next }) {
      await askForNewPassword(to, context, next)
      return { to: urls.forgot({ sent: true, next }) }
    },
  }),
  action({
    path: '/reset',
    permission: 'account.sign_in',
    input: z.object({ token: text(200), password: password(), next: text() }),
    async run(_, input) {
      await resetPassword(input.token, input.password)
      return { to: urls.signIn({ changed: true, next: input.next }) }
    },
  }),
  action({
    path: '/settings',
    permission: 'account.settings',
    limit: 'edit',
    input: z.object({ displayName: required('Enter the name that others will see.', displayNameLengthMax), about: text(2_000) }),
    async run(context, input) {
      const { person } = signedInOf(context)
      if (input.displayName.trim() !== person.displayName) await countAgainst('name', `person ${person.id}`)
      await changeProfile(person.id, input)
      return { to: urls.settings({ saved: true }) }
    },
  }),
  action({
    path: '/settings/password',
    page: () => urls.settings(),
    permission: 'account.settings',
    limit: 'password',
    input: z.object({ present: required('Type your current password.', 128), password: password() }),
    async run(context, input) {
      signedInOf(context)
      return { to: urls.settings({ saved: true }), cookies: await changePassword(context.headers, input.present, input.password) }
    },
  }),
  action({
    path: '/settings/claim',
    page: () => urls.settings(),
    permission: 'account.settings',
    limit: 'name',
    input: z.object({ author: idOrNull() }),
    async run(context, { author }) {
      const { user } = signedInOf(context)
      if (author === null) {
        await proveAddress(user.id)
        return { to: urls.settings({ sent: true }) }
      }
      await claimAuthor(context.viewer, user.id, author)
      return { to: urls.settings({ saved: true }) }
    },
  }),
  action({
    path: '/settings/passkeys',
    page: () => urls.settings(),
    permission: 'account.settings',
    input: z.object({ passkey: text(100) }),
    async run(context, input) {
      await removePasskey(signedInOf(context).user.id, input.passkey)
      return { to: urls.settings() }
    },
  }),
  action({
    path: '/settings/sessions',
    page: () => urls.settings(),
    permission: 'account.settings',
    input: z.object({ session: text(100) }),
    async run(context, input) {
      const { user, sessionId } = signedInOf(context)
      if (input.session) await endSession(user.id, input.session)
      else await endOtherSessions(user.id, sessionId)
      return { to: urls.settings() }
    },
  }),
]
