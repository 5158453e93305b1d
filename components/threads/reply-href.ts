import type { ThreadView } from '@/lib/community/threads'
import { pageOfReply, urls } from '@/lib/shared'

/** Returns the address of a reply, as the page of its thread that is shown links to it. */
export function replyHref(thread: ThreadView, number: number): string {
  return pageOfReply(number) === thread.page ? `#r${number}` : urls.reply(thread, number)
}

/** Returns the address of the question, as that page links to it. */
export function questionHref(thread: ThreadView): string {
  return thread.page === 1 ? '#q' : `${urls.thread(thread)}#q`
}
