import { notFound, redirect } from 'next/navigation'
import { urls } from '@/lib/shared'
import { idOf } from '@/lib/web/http'
import { reads, redirectMerged } from '@/lib/web/reads'

/**
 * The address of a reply by its number leads to the page that shows it, so that links don't depend on the length of pages. A temporary
 * redirect, since the reply may be hidden, and pages may be longer one day.
 */
export default async function ReplyByNumber({ params }: PageProps<'/threads/[id]/[slug]/[number]'>) {
  const { id: idText, number: numberText } = await params
  const id = idOf(idText)
  const number = idOf(numberText)
  if (id === null) notFound()
  const place = number === null ? null : await reads.replyPlace(id, number)
  if (place) redirect(urls.reply(place, Number(number)))
  await redirectMerged(id, number ?? 0)
  notFound()
}
