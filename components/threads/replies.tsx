import type { ThreadView } from '@/lib/community/threads'
import type { Use } from '@/lib/evidence'
import { Reply, Tombstone } from './post'

/** The replies of one page, in order of time, with the places of deleted ones to which others reply. */
export function Replies({ thread, uses }: { thread: ThreadView; uses: Use[] }) {
  const posts = [
    ...thread.replies.map((reply) => ({ number: reply.number, reply })),
    ...thread.tombstones.map((number) => ({ number, reply: null })),
  ].sort((a, b) => a.number - b.number)
  return posts.map(({ number, reply }, i) =>
    reply ? (
      <Reply key={number} thread={thread} reply={reply} uses={uses.filter((use) => use.number === number)} first={i === 0} />
    ) : (
      <Tombstone key={number} thread={thread} number={number} first={i === 0} />
    ),
  )
}
