import type { Metadata } from 'next'
import { AdminPage, requireAdmin } from '@/components/admin/admin-page'
import { AuditFilterForm, type AuditParameters } from '@/components/admin/audit-filter'
import { AuditList } from '@/components/admin/audit-list'
import { Pager } from '@/components/ui/pager'
import { type AuditFilter, auditGroups, readAudit, subjectOfKey } from '@/lib/identity/audit'
import { urls } from '@/lib/shared'
import { dayOf, idOf, one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Audit', robots: { index: false } }

const groups = Object.keys(auditGroups) as (keyof typeof auditGroups)[]
const dayMs = 86_400_000

export default async function AdminAudit({ searchParams }: PageProps<'/admin/audit'>) {
  const me = requireAdmin(urls.adminAudit())
  const query = await searchParams
  const asked: AuditParameters = {
    who: one(query.who)?.trim() || undefined,
    what: groups.find((group) => group === one(query.what)),
    from: dayOf(one(query.from)) && one(query.from),
    until: dayOf(one(query.until)) && one(query.until),
    about: subjectOfKey(one(query.about) ?? '') ? one(query.about) : undefined,
  }
  const at = { older: idOf(one(query.before) ?? ''), newer: idOf(one(query.after) ?? '') }
  const { rows, newer, older } = await readAudit(me.viewer, filterOf(asked), at)
  const isNarrowed = Object.values(asked).some(Boolean)
  const page = (cursor: { before?: string; after?: string }) => urls.adminAudit({ ...asked, ...cursor })
  return (
    <AdminPage title="Audit" at={urls.adminAudit()}>
      <p className="quiet">What was done to content, people and the site, by whom and why. Entries are never changed.</p>
      <AuditFilterForm {...asked} />
      {isNarrowed && rows.length > 0 && (
        <p className="meta">
          {asked.about ? 'Only what was done to one thing.' : 'Not everything is shown.'}{' '}
          <a className="link" href={urls.adminAudit()}>
            Show everything
          </a>
        </p>
      )}
      <AuditList rows={rows} about={asked.about} />
      {rows.length === 0 && <Nothing asked={asked} isFirst={!at.older && !at.newer} />}
      <Pager
        newer={newer === null ? null : page({ after: String(newer) })}
        older={older === null ? null : page({ before: String(older) })}
      />
    </AdminPage>
  )
}

function filterOf({ who, what, from, until, about }: AuditParameters): AuditFilter {
  const last = dayOf(until)
  return {
    who,
    group: groups.find((group) => group === what),
    from: dayOf(from),
    before: last && new Date(last.getTime() + dayMs),
    about: subjectOfKey(about ?? '') ?? undefined,
  }
}

function Nothing({ asked, isFirst }: { asked: AuditParameters; isFirst: boolean }) {
  if (!Object.values(asked).some(Boolean))
    return <p className="quiet">{isFirst ? 'Nothing has been hidden, published, covered or decided yet.' : 'Nothing older.'}</p>
  return (
    <p className="quiet">
      Nothing of this kind is recorded
      {asked.who ? ` of “${asked.who}”: give the whole name, as others read it or as it is in the address` : ''}.{' '}
      <a className="link" href={urls.adminAudit()}>
        Show everything
      </a>
    </p>
  )
}
