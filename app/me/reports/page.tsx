import type { Metadata } from 'next'
import { OwnReportList } from '@/components/reports/own-report-list'
import { requirePerson } from '@/components/shell/require-person'
import { Say } from '@/components/ui/field'
import { Pager } from '@/components/ui/pager'
import { NothingYet, OwnPage } from '@/components/viewer/own-page'
import { listOwnReports } from '@/lib/curation/reports'
import { urls } from '@/lib/shared'
import { one } from '@/lib/web/http'

export const metadata: Metadata = { title: 'My reports', robots: { index: false } }

export default async function MyReportsPage({ searchParams }: PageProps<'/me/reports'>) {
  const me = requirePerson(urls.myReports())
  const query = await searchParams
  const { rows, newer, older } = await listOwnReports(me.viewer, { after: one(query.after), before: one(query.before) })
  return (
    <OwnPage section="reports">
      {one(query.sent) && <Say>Thank you. Editors look at it. Here you read what becomes of it.</Say>}
      {rows.length > 0 ? (
        <OwnReportList rows={rows} />
      ) : (
        <NothingYet title="You have not reported anything">
          <p>If a post is spam, an insult or in the wrong place, report it to editors: More, under the post, then Report.</p>
        </NothingYet>
      )}
      <Pager newer={newer && urls.myReports({ before: newer })} older={older && urls.myReports({ after: older })} />
    </OwnPage>
  )
}
