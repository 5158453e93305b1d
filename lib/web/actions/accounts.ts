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
} from '../../identity/accounts'
import { DomainError } from '../../platform/errors'
import { countAgainst } from '../../platform/rate-limit'
import { displayNameLengthMax, localAddress, urls } from '../../shared'
import { type ActionContext, action } from './action'
import { email, idOrNull, required, text } from './fields'

const password = () => required('Choose a password.', 128).refine((value) => value.length >= 10, 'A password has at least 10 characters.')
const newcomer = { name: required('Enter the name that others will see.', displayNameLengthMax), email: email(), password: password() }

function signedInOf({ signedIn }: ActionContext) {
  if (!signedIn) throw new DomainError('forbidden', 'Sign in to change this.')
  return signedIn
}

/** The ask form with the longest title in a script that takes nine characters a letter in an address, with its topic and tags. */
const nextLengthMax = 4_000

export const accountActions = [
  action({
    path: '/sign-in',
    permission: 'account.sign_in',
    input: z.object({ email: email(), password: required('Type your password.', 128), next: text(nextLengthMax) }),
    async run(context, input) {
      return { to: localAddress(input.next, urls.home()), cookies: await signIn(input, context) }
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
    input: z.object({ ...newcomer, invitation: text(100) }),
    async run(context, { invitation, ...input }) {
      await signUp({ ...input, invitation: invitation || undefined }, context)
      return { to: urls.signIn({ made: true }) }
    },
  }),
  action({
    path: '/first-admin',
    permission: 'account.sign_in',
    input: z.object({ ...newcomer, token: text(100) }),
    async run(context, input) {
      await signUpFirstAdmin(input, context.headers)
      return { to: urls.admin(), cookies: await signIn(input, context) }
    },
  }),
  action({
    path: '/forgot',
    permission: 'account.sign_in',
    input: z.object({ email: email() }),
    async run(context, input) {
      await askForNewPassword(input.email, context)
      return { to: urls.forgot({ sent: true }) }
    },
  }),
  action({
    path: '/reset',
    permission: 'account.sign_in',
    input: z.object({ token: text(200), password: password() }),
    async run(_, input) {
      await resetPassword(input.token, input.password)
      return { to: urls.signIn({ changed: true }) }
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
