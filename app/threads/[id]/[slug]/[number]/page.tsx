import { notFound, permanentRedirect } from 'next/navigation'
import { urls } from '@/lib/shared'
import { idOf } from '@/lib/web/http'
import { reads, redirectMerged } from '@/lib/web/reads'

/** The address of a reply by its number leads to the page it stands on: links need not know how a thread is cut. */
export default async function ReplyByNumber({ params }: PageProps<'/threads/[id]/[slug]/[number]'>) {
  const { id: idText, number: numberText } = await params
  const id = idOf(idText)
  const number = idOf(numberText)
  const thread = id === null ? null : await reads.thread(id, 1)
  if (!thread) await redirectMerged(id, number ?? 0)
  const page = thread && number !== null ? await reads.pageOfReply(thread.id, number) : null
  if (!thread || page === null) notFound()
  permanentRedirect(urls.reply(thread, Number(number), page))
}
