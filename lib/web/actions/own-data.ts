import { z } from 'zod'
import { erasePerson, openExport } from '../../exchange/own-data'
import { askForAddress, checkPassword, confirmAddress, readManagedPerson, signOut, undoAddress } from '../../identity/accounts'
import type { Viewer } from '../../identity/viewer'
import { DomainError } from '../../platform/errors'
import { countAgainst } from '../../platform/rate-limit'
import { urls } from '../../shared'
import { type ActionContext, action } from './action'
import { email, required, text, ticked } from './fields'

const present = () => required('Type your password.', 128)
const erasing = z.object({
  posts: z.enum(['keep', 'withdraw'], 'Say what becomes of the posts.'),
  present: present(),
  sure: ticked().refine((value) => value, 'Tick this to go on.'),
})

function signedInOf({ signedIn }: ActionContext) {
  if (!signedIn) throw new DomainError('forbidden', 'Sign in to do this.')
  return signedIn
}

async function managed(viewer: Viewer, params: Record<string, string>) {
  const person = await readManagedPerson(viewer, params.name ?? '')
  if (!person) throw new DomainError('not_found', 'There is no such person.')
  return person
}

export const ownDataActions = [
  action({
    path: '/settings/data/export',
    page: () => urls.ownData(),
    permission: 'account.own_data',
    limit: 'password',
    input: z.object({ present: present() }),
    async run(context, input) {
      const { person } = signedInOf(context)
      await checkPassword(context.headers, input.present)
      await countAgainst('export', context.who)
      return { to: urls.ownData(), download: await openExport(context.viewer, person.id) }
    },
  }),
  action({
    path: '/settings/delete',
    permission: 'account.own_data',
    limit: 'password',
    input: erasing,
    async run(context, input) {
      const { person } = signedInOf(context)
      await checkPassword(context.headers, input.present)
      await erasePerson(context.viewer, person.id, { withdraw: input.posts === 'withdraw' })
      // The session has ended already; only the cookie is left.
      return { to: urls.accountDeleted(), cookies: await signOut(context.headers) }
    },
  }),
  action({
    path: '/settings/address',
    permission: 'account.settings',
    limit: 'password',
    input: z.object({ email: email(), present: present() }),
    async run(context, input) {
      const { user } = signedInOf(context)
      await checkPassword(context.headers, input.present)
      await askForAddress(user.id, input.email)
      return { to: urls.settingsAddress({ sent: true }) }
    },
  }),
  action({
    path: '/confirm-address',
    permission: 'account.settings',
    limit: 'password',
    input: z.object({ token: text(100) }),
    async run(context, { token }) {
      await confirmAddress(signedInOf(context).user.id, token)
      return { to: urls.settings({ saved: true }) }
    },
  }),
  action({
    path: '/undo-address',
    permission: 'account.sign_in',
    limit: 'sign_in',
    input: z.object({ token: text(100) }),
    async run(_, { token }) {
      await undoAddress(token)
      return { to: urls.undoAddress({ done: true }) }
    },
  }),
  action({
    path: '/admin/people/:name/export',
    page: ({ name = '' }) => urls.adminPerson(name),
    permission: 'admin.own_data',
    limit: 'export',
    input: z.object({}),
    async run({ viewer }, _, params) {
      const person = await managed(viewer, params)
      return { to: urls.adminPerson(person.name), download: await openExport(viewer, person.id) }
    },
  }),
  action({
    path: '/admin/people/:name/delete',
    permission: 'admin.own_data',
    limit: 'password',
    input: erasing,
    async run(context, input, params) {
      const person = await managed(context.viewer, params)
      await checkPassword(context.headers, input.present)
      await erasePerson(context.viewer, person.id, { withdraw: input.posts === 'withdraw' })
      const isSelf = person.id === context.viewer.personId
      return isSelf ? { to: urls.accountDeleted(), cookies: await signOut(context.headers) } : { to: urls.adminPeople({ deleted: true }) }
    },
  }),
]
