import { z } from 'zod'
import { resumeOwnMail, unsubscribe } from '../../notices/stopping'
import { DomainError } from '../../platform/errors'
import { urls } from '../../shared'
import { action } from './action'
import { text } from './fields'

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
]
