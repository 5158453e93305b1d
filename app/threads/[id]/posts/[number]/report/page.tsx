import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FormPage } from '@/components/forms/form-page'
import { ReportForm } from '@/components/reports/report-form'
import { askedPost } from '@/components/threads/asked-post'
import { backOf } from '@/components/threads/back-of'
import { Html } from '@/components/ui/html'
import { FullTime } from '@/components/ui/time'
import { renderPost } from '@/lib/community/threads'
import { readOpenReport } from '@/lib/curation/reports'
import { urls } from '@/lib/shared'
import { sentForm } from '@/lib/web/http'

export const metadata: Metadata = { title: 'Report a post', robots: { index: false } }

/** Where somebody tells editors what is wrong with a post of somebody else. */
export default async function ReportPage({ params }: PageProps<'/threads/[id]/posts/[number]/report'>) {
  const { viewer, post } = await askedPost(await params, urls.postReport)
  if (!post.may.report) notFound()
  const { thread, number } = post
  const [html, report] = await Promise.all([renderPost(post), readOpenReport(viewer, { threadId: thread.id, number })])
  return (
    <FormPage title={number === 0 ? 'Report the question' : `Report reply ${number}`} thread={backOf(post)}>
      <p className="meta">by {post.author}</p>
      <Html className="body quoted" ids="post" html={html} />
      {report ? (
        <div className="say" role="status">
          <span>
            <b>
              You reported this on <FullTime date={report.at} />.
            </b>{' '}
            Editors have not decided yet.
          </span>
          <a className="link" href={urls.myReports()}>
            My reports
          </a>
        </div>
      ) : (
        <ReportForm action={urls.postReport(thread.id, number)} back={backOf(post).href} form={sentForm()} />
      )}
    </FormPage>
  )
}
