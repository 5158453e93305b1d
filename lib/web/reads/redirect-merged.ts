import 'server-only'
import { permanentRedirect, redirect } from 'next/navigation'
import { urls } from '../../shared'
import { reads } from './reads'

/**
 * The addresses of a merged thread lead to where its opening stands now, those of its replies (`number`) to the replies; of any
 * other thread nothing happens. The place is named also because browsers carry the old one along: it would be somebody else's.
 */
export async function redirectMerged(id: number | null, number = 0): Promise<void> {
  const into = id === null ? null : await reads.mergedInto(id)
  if (!into) return
  const { openingNumber } = into
  for (const wanted of openingNumber === null ? [] : [openingNumber + number, openingNumber]) {
    const place = await reads.replyPlace(into.id, wanted)
    // For now: hiding an earlier reply moves it to another page.
    if (place) redirect(urls.reply(place, wanted, place.page))
  }
  permanentRedirect(urls.thread(into))
}
