import type { ThreadView } from '@/lib/community/threads'
import { numbersOfPage } from '@/lib/shared'

/** Says of a page whose replies are all hidden that this is so: it stays, and so do the pages around it. */
export function NothingShown({ thread }: { thread: ThreadView }) {
  if (thread.replies.length > 0 || thread.tombstones.length > 0 || (thread.page === 1 && thread.newest === 0)) return null
  const { first, last } = numbersOfPage(thread.page)
  return (
    <p className="thread-note">
      Replies {first} to {last} are not shown any more: they were removed.
    </p>
  )
}
