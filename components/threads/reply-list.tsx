import { FullTime } from '@/components/ui/time'
import type { ReplyRow } from '@/lib/community/threads'
import { urls } from '@/lib/shared'

/** Replies of one person, each under the thread that it is in. */
export function ReplyList({ rows }: { rows: ReplyRow[] }) {
  return (
    <ol className="near-list pass-list">
      {rows.map((reply) => (
        <li key={reply.id}>
          <a className="row-t" href={urls.replyPlace(reply.thread, reply.number)} dir="auto">
            {reply.thread.title}
          </a>
          <p className="text-ink-2" dir="auto">
            {reply.passage}
          </p>
          <p className="meta">
            Reply {reply.number}
            {reply.accepted && ', accepted'}
            <span className="dot">
              <FullTime date={reply.createdAt} />
            </span>
          </p>
        </li>
      ))}
    </ol>
  )
}
