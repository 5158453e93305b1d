import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { HistoryPage } from '@/components/threads/history-page'
import { urls } from '@/lib/shared'
import { idOf, one, requestContext } from '@/lib/web/http'
import { reads } from '@/lib/web/reads'

export const metadata: Metadata = { title: 'History of a reply', robots: { index: false } }

export default async function ReplyHistoryPage({ params, searchParams }: PageProps<'/threads/[id]/posts/[number]/history'>) {
  const { id: idText, number: numberText } = await params
  const [id, number] = [idOf(idText), idOf(numberText)]
  const before = idOf(one((await searchParams).before) ?? '')
  const history = id === null || number === null ? null : await reads.replyHistory(id, number, before)
  if (!history || number === null) notFound()
  const back = { href: urls.replyPlace(history, number), label: 'The reply' }
  const address = urls.postHistory(history.id, number)
  const title = `History of reply ${number} to “${history.title}”`
  const redactAt =
    requestContext().viewer.audience === 'editor' ? (revision: number) => urls.postRedact(history.id, number, { revision }) : null
  return <HistoryPage history={history} title={title} address={address} redactAt={redactAt} back={back} isFirstPage={before === null} />
}
