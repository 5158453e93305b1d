import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { HistoryPage } from '@/components/threads/history-page'
import { urls } from '@/lib/shared'
import { idOf, one, requestContext } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

export const metadata: Metadata = { title: 'History of a thread', robots: { index: false } }

export default async function ThreadHistoryPage({ params, searchParams }: PageProps<'/threads/[id]/history'>) {
  const id = idOf((await params).id)
  const before = idOf(one((await searchParams).before) ?? '')
  const history = id === null ? null : await reads.threadHistory(id, before)
  if (!history) notFound()
  const back = { href: urls.thread(history), label: 'The thread' }
  const address = urls.threadHistory(history.id)
  const redactAt = requestContext().viewer.audience === 'editor' ? (revision: number) => urls.postRedact(history.id, 0, { revision }) : null
  const title = `History of “${history.title}”`
  return <HistoryPage history={history} title={title} address={address} redactAt={redactAt} back={back} isFirstPage={before === null} />
}
