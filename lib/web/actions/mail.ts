import { z } from 'zod'
import { pauseMail, resumeAddress, retryMail, sendTestMail } from '../../administration'
import { resumeOwnMail, unsubscribe } from '../../notices/stopping'
import { DomainError } from '../../platform/errors'
import { countAgainst } from '../../platform/rate-limit'
import { urls } from '../../shared'
import { action } from './action'
import { idOrNull, text } from './fields'

export const mailActions = [
  action({
    path: '/unsubscribe',
    permission: 'notice.unsubscribe',
    limit: 'unsubscribe',
    fromAnywhere: true,
    // A mail program sends the address of the mail with this one field (RFC 8058). It has no session, and follows no redirect.
    input: z.object({ all: text(1), 'List-Unsubscribe': text(20) }),
    async run({ query }, { all, 'List-Unsubscribe': oneClick }) {
      const token = query.get('token') ?? ''
      if (!(await unsubscribe(token, all === '1')))
        throw new DomainError('not_found', 'This link is not whole. Open it again from the mail, or stop mails in your settings.')
      const to = urls.unsubscribe({ token, done: all === '1' ? 'all' : 'these' })
      return oneClick === 'One-Click' ? { to, says: 'These mails are stopped.\n' } : { to }
    },
  }),
  action({
    path: '/settings/mail',
    page: () => urls.settings(),
    permission: 'account.settings',
    limit: 'edit',
    input: z.object({}),
    async run({ viewer }) {
      await resumeOwnMail(viewer)
      return { to: urls.settings({ saved: true }) }
    },
  }),
  action({
    path: '/admin/mail',
    permission: 'admin.mail',
    limit: 'edit',
    input: z.object({
      do: z.enum(['retry', 'test', 'pause', 'go_on', 'address'], 'This can’t be done.').default('retry'),
      id: idOrNull(),
      address: text(254),
    }),
    async run({ viewer, who }, { do: command, id, address }) {
      if (command === 'retry') await retryMail(viewer, id ?? 0)
      else if (command === 'address') await resumeAddress(viewer, address)
      else if (command === 'test') {
        await countAgainst('mail', who)
        await sendTestMail(viewer)
      } else await pauseMail(viewer, command === 'pause')
      return { to: command === 'retry' ? urls.adminMail() : `/admin/mail?done=${command}` }
    },
  }),
]
