import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Page } from '@/components/shell/page'
import { PostHistory } from '@/components/threads/post-history'
import { urls } from '@/lib/shared'
import { idOf, one } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

export const metadata: Metadata = { title: 'History of a thread', robots: { index: false } }

export default async function ThreadHistoryPage({ params, searchParams }: PageProps<'/threads/[id]/history'>) {
  const id = idOf((await params).id)
  const before = idOf(one((await searchParams).before) ?? '')
  const history = id === null ? null : await reads.threadHistory(id, before)
  if (!history) notFound()
  return (
    <Page>
      <header className="page-head">
        <p className="meta">
          <a href={urls.thread(history)}>← The thread</a>
        </p>
        <h1 className="title">History of “{history.title}”</h1>
      </header>
      <PostHistory history={history} address={urls.threadHistory(history.id)} isFirstPage={before === null} />
    </Page>
  )
}
