import type { ThreadView } from '@/lib/community/threads'
import { counted, urls } from '@/lib/shared'

/** How many replies a thread has, and which were accepted. */
export function RepliesHead({ thread }: { thread: ThreadView }) {
  if (thread.replyCount === 0) return null
  return (
    <div className="sec-head replies-head">
      <h2>{counted(thread.replyCount, 'reply', 'replies')}</h2>
      {thread.accepted.length > 0 && (
        <p className="meta">
          {'Accepted: '}
          {thread.accepted.map(({ number, page: on }, i) => (
            <a key={number} href={on === thread.page ? `#r${number}` : urls.reply(thread, number, on)}>
              {i > 0 && ', '}reply {number}
            </a>
          ))}
        </p>
      )}
    </div>
  )
}
