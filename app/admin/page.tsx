import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { BackupFacts } from '@/components/admin/backup-facts'
import { Checklist } from '@/components/admin/checklist'
import { Fact } from '@/components/admin/fact'
import { HeldJobs } from '@/components/admin/held-jobs'
import { readChecklist, readStats } from '@/lib/administration'
import { readBackups, readHeldJobs } from '@/lib/exchange/backup'
import { env } from '@/lib/platform/env'
import { fullCount, urls } from '@/lib/shared'
import { one } from '@/lib/web/http'
import { readiness } from '@/lib/web/server'

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
  searchable: 'Searchable posts',
}

/** The names of `/readyz`, for people. */
const checkLabels = new Map([
  ['database', 'Database'],
  ['search', 'Search engine'],
  ['meaning', 'Semantic search'],
  ['expiries', 'Changes by other processes'],
])

/** What `/readyz` says of them, where that is no name, number or sentence. */
const detailWords = new Map([
  ['heard', 'Heard'],
  ['postgres', 'PostgreSQL'],
  ['meilisearch', 'Meilisearch'],
  ['keywords only', 'Keywords only'],
])

const done: Record<string, string> = {
  release: 'Released: the worker does it now.',
  discard: 'Discarded.',
  aside: 'Set aside.',
  back: 'It is on the list again.',
  sample: 'The worker removes the sample now. What someone has worked on stays. Load this page again in a moment.',
  backup: 'The worker makes a backup now. Load this page again to see it.',
}

export default async function AdminOverview({ searchParams }: PageProps<'/admin'>) {
  const { viewer } = requireAdmin('/admin')
  const query = await searchParams
  const [stats, checks, held, checklist] = await Promise.all([readStats(), readiness(true), readHeldJobs(viewer), readChecklist(viewer)])
  const { smtpUrl, signUp, siteUrl } = env()
  return (
    <AdminPage title="Administration" at="/admin" notice={done[one(query.done) ?? ''] ?? null}>
      <HeldJobs held={held} />
      {checklist.complete && one(query.checklist) === undefined ? (
        <p className="meta">
          <a className="link" href={urls.admin({ checklist: true })}>
            Show the first steps again
          </a>
        </p>
      ) : (
        <Checklist list={checklist} />
      )}
      <div className="desk-2">
        <section aria-labelledby="h-stored">
          <div className="sec-head">
            <h2 id="h-stored">What is stored</h2>
          </div>
          <dl className="facts">
            {Object.entries(stats).map(([name, count]) => (
              <Fact key={name} name={labels[name] ?? name} value={fullCount(Number(count))} />
            ))}
          </dl>
        </section>
        <div>
          <section aria-labelledby="h-runs">
            <div className="sec-head">
              <h2 id="h-runs">How it runs</h2>
            </div>
            <dl className="facts">
              {checks.map((check) => (
                <Fact
                  key={check.name}
                  name={checkLabels.get(check.name) ?? check.name}
                  value={check.ready ? (detailWords.get(check.detail) ?? check.detail) : `Not ready: ${check.detail}`}
                />
              ))}
              <Fact name="Address" value={siteUrl} />
              <Fact name="New accounts" value={{ open: 'Everyone', invitation: 'By invitation', closed: 'None' }[signUp]} />
              <Fact name="Mail" value={smtpUrl ? 'Through a mail server' : 'Into a folder'} />
            </dl>
          </section>
          <BackupFacts backups={readBackups(viewer)} />
        </div>
      </div>
    </AdminPage>
  )
}
