import type { PostForViewer } from '@/lib/community/threads'
import { urls } from '@/lib/shared'

/** Where the pages about a post lead back to: the post in its thread or, where that is hidden, the nearest page that its reader can open. */
export function backOf({ thread, number, hidden, isMine }: PostForViewer): { href: string; label: string } {
  if (thread.hidden)
    return isMine ? { href: urls.myThreads(), label: 'My threads' } : { href: urls.deskHidden(), label: 'Hidden and archived' }
  const href = hidden || number === 0 ? urls.thread(thread) : urls.replyPlace(thread, number)
  return { href, label: thread.title }
}
