import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { HistoryPage } from '@/components/threads/history-page'
import { urls } from '@/lib/shared'
import { idOf, one } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

export const metadata: Metadata = { title: 'History of a thread', robots: { index: false } }

export default async function ThreadHistoryPage({ params, searchParams }: PageProps<'/threads/[id]/history'>) {
  const id = idOf((await params).id)
  const before = idOf(one((await searchParams).before) ?? '')
  const history = id === null ? null : await reads.threadHistory(id, before)
  if (!history) notFound()
  const back = { href: urls.thread(history), label: 'The thread' }
  const address = urls.threadHistory(history.id)
  return (
    <HistoryPage history={history} title={`History of “${history.title}”`} address={address} back={back} isFirstPage={before === null} />
  )
}
