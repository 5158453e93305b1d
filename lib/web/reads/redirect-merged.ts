import 'server-only'
import { permanentRedirect, redirect } from 'next/navigation'
import { urls } from '../../shared'
import { reads } from './reads'

/**
 * Redirects from a merged thread to where its opening is now, and from one of its replies (`number`) to the reply. For any other thread
 * nothing happens. The address names the post in its fragment, because browsers would otherwise keep the old fragment, which is another
 * post's.
 */
export async function redirectMerged(id: number | null, number = 0): Promise<void> {
  const into = id === null ? null : await reads.mergedInto(id)
  if (!into) return
  const { openingNumber } = into
  for (const wanted of openingNumber === null ? [] : [openingNumber + number, openingNumber]) {
    const place = await reads.replyPlace(into.id, wanted)
    // A temporary redirect: the reply may be hidden one day, and then its opening is where this leads.
    if (place) redirect(urls.reply(place, wanted))
  }
  permanentRedirect(urls.thread(into))
}
