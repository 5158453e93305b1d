import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { FullTime } from '@/components/ui/time'
import { readAudit } from '@/lib/identity/audit'
import { idOf, one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Audit', robots: { index: false } }

export default async function AdminAudit({ searchParams }: PageProps<'/admin/audit'>) {
  const me = requireAdmin('/admin/audit')
  const entries = await readAudit(me.viewer, idOf(one((await searchParams).before) ?? ''))
  const last = entries.at(-1)
  return (
    <AdminPage title="Audit" at="/admin/audit">
      {entries.length === 0 && <p className="quiet">Nothing was hidden, restored, merged or decided yet.</p>}
      <ul className="plain">
        {entries.map((entry) => (
          <li key={entry.id}>
            <span>
              <b>{entry.who}</b> {entry.action} <span className="meta">{entry.subject}</span>
              {entry.reason && (
                <span className="meta desk-why" dir="auto">
                  {entry.reason}
                </span>
              )}
            </span>
            <span className="meta">
              <FullTime date={entry.at} />
            </span>
          </li>
        ))}
      </ul>
      {last && entries.length === 100 && (
        <p className="mt-4">
          <a className="btn" href={`/admin/audit?before=${last.id}`}>
            Older
          </a>
        </p>
      )}
    </AdminPage>
  )
}
