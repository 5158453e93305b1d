import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { FindForm } from '@/components/forms/find-form'
import { FullTime } from '@/components/ui/time'
import { readMails } from '@/lib/administration'
import { env } from '@/lib/platform/env'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Mail', robots: { index: false } }

export default async function AdminMail({ searchParams }: PageProps<'/admin/mail'>) {
  const me = requireAdmin('/admin/mail')
  const to = one((await searchParams).to) ?? ''
  const mails = await readMails(me.viewer, to)
  return (
    <AdminPage title="Mail" at="/admin/mail">
      <p className="quiet">
        {env().smtpUrl
          ? 'Mail is sent through the mail server. Mail that could not be sent is listed here with the reason.'
          : 'No mail server is set (SMTP_URL). Mail is listed here and saved in the mail folder of the data folder.'}
      </p>
      <FindForm action="/admin/mail" name="to" label="To" value={to} />
      {mails.length === 0 && <p className="mt-4">{to ? 'No mail to such an address.' : 'No mail yet.'}</p>}
      {mails.map((mail) => (
        <details className="admin-row" key={String(mail.id)}>
          <summary className="fold">
            {mail.subject}{' '}
            <span className="meta">
              to {mail.recipient} · <FullTime date={mail.createdAt} /> ·{' '}
              {mail.sentAt ? (mail.file ? mail.file : 'sent') : mail.error ? `failed ${mail.attempts} times` : 'waits'}
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
