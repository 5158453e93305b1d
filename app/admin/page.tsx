import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { env } from '@/lib/env'
import { fullCount } from '@/lib/shared/format'
import { readStats } from '@/lib/stats/read-stats'
import { readiness } from '@/lib/web/readiness'

export const metadata: Metadata = { title: 'Administration', robots: { index: false } }

const labels: Record<string, string> = {
  topics: 'Topics',
  tags: 'Tags',
  people: 'People',
  threads: 'Threads',
  replies: 'Replies',
  acceptedReplies: 'Accepted replies',
  boosts: 'Boosts',
  canonicalAnswers: 'Canonical answers',
  revisions: 'Revisions',
  covered: 'Covered threads',
  redirects: 'Old addresses',
}

export default async function AdminOverview() {
  requireAdmin('/admin')
  const [stats, checks] = await Promise.all([readStats(), readiness(true)])
  const { smtpUrl, signUp, siteUrl } = env()
  return (
    <AdminPage title="Administration" at="/admin">
      <div className="desk-2">
        <section aria-labelledby="h-stored">
          <div className="sec-head">
            <h2 id="h-stored">What is stored</h2>
          </div>
          <dl className="facts">
            {Object.entries(stats).map(([name, count]) => (
              <div key={name}>
                <dt>{labels[name] ?? name}</dt>
                <dd>{fullCount(Number(count))}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="h-runs">
          <div className="sec-head">
            <h2 id="h-runs">How it runs</h2>
          </div>
          <dl className="facts">
            {checks.map((check) => (
              <div key={check.name}>
                <dt>{check.name}</dt>
                <dd>{check.ready ? check.detail : `not ready: ${check.detail}`}</dd>
              </div>
            ))}
            <div>
              <dt>Address</dt>
              <dd>{siteUrl}</dd>
            </div>
            <div>
              <dt>New accounts</dt>
              <dd>{{ open: 'everyone', invitation: 'by invitation', closed: 'none' }[signUp]}</dd>
            </div>
            <div>
              <dt>Mail</dt>
              <dd>{smtpUrl ? 'through a mail server' : 'into a folder'}</dd>
            </div>
          </dl>
        </section>
      </div>
    </AdminPage>
  )
}
