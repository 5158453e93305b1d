import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Page } from '@/components/shell/page'
import { PostHistory } from '@/components/threads/post-history'
import { urls } from '@/lib/shared'
import { idOf, one } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

export const metadata: Metadata = { title: 'History of a reply', robots: { index: false } }

export default async function ReplyHistoryPage({ params, searchParams }: PageProps<'/threads/[id]/posts/[number]/history'>) {
  const { id: idText, number: numberText } = await params
  const [id, number] = [idOf(idText), idOf(numberText)]
  const before = idOf(one((await searchParams).before) ?? '')
  const history = id === null || number === null ? null : await reads.replyHistory(id, number, before)
  if (!history || number === null) notFound()
  return (
    <Page>
      <header className="page-head">
        <p className="meta">
          <a href={urls.replyPlace(history, number)}>← The reply</a>
        </p>
        <h1 className="title">
          History of reply {number} to “{history.title}”
        </h1>
      </header>
      <PostHistory history={history} address={urls.postHistory(history.id, number)} isFirstPage={before === null} />
    </Page>
  )
}
