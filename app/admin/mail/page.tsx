import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { MailFacts } from '@/components/admin/mail-facts'
import { StoppedAddresses } from '@/components/admin/stopped-addresses'
import { FindForm } from '@/components/forms/find-form'
import { FullTime } from '@/components/ui/time'
import { readMailState, readMails } from '@/lib/administration'
import { env } from '@/lib/platform/env'
import { counted } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Mail', robots: { index: false } }

const done: Record<string, string> = {
  test: 'The test mail is sent to your own address. Look whether it arrives.',
  pause: 'All mail is paused.',
  go_on: 'Mail goes on. What waited is sent within seconds.',
  address: 'Mail to this address is sent again.',
}

export default async function AdminMail({ searchParams }: PageProps<'/admin/mail'>) {
  const me = requireAdmin('/admin/mail')
  const query = await searchParams
  const to = one(query.to) ?? ''
  const [state, mails] = await Promise.all([readMailState(me.viewer), readMails(me.viewer, to)])
  return (
    <AdminPage title="Mail" at="/admin/mail" notice={done[one(query.done) ?? ''] ?? null}>
      <p className="quiet">
        {env().smtpUrl
          ? 'Mail is sent through the mail server. Mail that could not be sent is listed here with the reason.'
          : 'No mail server is set (SMTP_URL). Mail is listed here and saved in the mail folder of the data folder.'}
      </p>
      <MailFacts state={state} />
      {state.stops.length > 0 && <StoppedAddresses stops={state.stops} count={state.stopped} />}
      <FindForm action="/admin/mail" name="to" label="To" value={to} />
      {mails.length === 0 && <p className="mt-4">{to ? 'No mail to such an address.' : 'No mail yet.'}</p>}
      {mails.map((mail) => (
        <details className="admin-row" key={String(mail.id)}>
          <summary className="fold">
            {mail.subject}{' '}
            <span className="meta">
              to {mail.recipient} · <FullTime date={mail.createdAt} /> ·{' '}
              {mail.sentAt
                ? mail.file
                  ? mail.file
                  : 'sent'
                : mail.error && mail.attempts > 0
                  ? `failed ${counted(mail.attempts, 'time', 'times')}`
                  : mail.error
                    ? 'not sent'
                    : 'waits'}
            </span>
          </summary>
          {mail.error && <p className="err">{mail.error}</p>}
          {/* A mail that a server sent belongs to its reader only. */}
          {mail.file ? <pre className="mail-body">{mail.body}</pre> : <p className="meta">Its text is not shown.</p>}
          {!mail.sentAt && (
            <form method="post" action="/admin/mail">
              <input type="hidden" name="id" value={String(mail.id)} />
              <button className="btn btn-s" type="submit">
                Try again
              </button>
            </form>
          )}
        </details>
      ))}
    </AdminPage>
  )
}
